import { expect, test } from '@playwright/test';
import type { Summary } from '../../web/src/api/types';
import { api, settled } from './support';

test.describe('the home page', () => {
  test('shows the city as a skyline with the figures of the summary', async ({ page }) => {
    await page.goto('/');
    const summary = await api<Summary>(page, 'summary');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('老楼加梯，每一步都看得见');
    await expect(page.getByRole('img', { name: `${summary.lifts.running} 部已运行` })).toBeVisible();
    const houses = summary.communities.reduce(
      (sum, item) => sum + item.lifts.running + item.lifts.building + item.lifts.preparing,
      0,
    );
    await expect(page.locator('figure .bd')).toHaveCount(houses);
    expect(houses).toBeGreaterThan(40);
  });

  test('lists every community with its words and a way to each project', async ({ page }) => {
    await page.goto('/');
    const summary = await api<Summary>(page, 'summary');
    expect(summary.communities.length).toBeGreaterThanOrEqual(8);
    for (const community of summary.communities) {
      await expect(page.getByRole('heading', { level: 3, name: community.name, exact: true })).toBeVisible();
    }
    const project = summary.communities.flatMap((community) => community.projects)[0]!;
    await page.locator(`a[href="/p/${project.id}"]`).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(project.title);
  });

  test('finds a project by its address as people say it', async ({ page }) => {
    await page.goto('/');
    const summary = await api<Summary>(page, 'summary');
    const community = summary.communities.find((item) => item.projects.length > 0)!;
    const project = community.projects[0]!;
    await page.getByRole('searchbox').fill(`${community.name} ${project.building}${project.unit}`);
    await expect(page.locator('.hits a').first()).toHaveAttribute('href', `/p/${project.id}`);
    await page.getByRole('searchbox').fill('没有这个小区');
    await expect(page.getByText('没找到')).toBeVisible();
  });

  test('tells the funnel as a table with the list behind each figure', async ({ page }) => {
    await page.goto('/');
    const summary = await api<Summary>(page, 'summary');
    await settled(page);
    await page.locator('.funnel').getByRole('button', { name: '看成表格' }).click();
    const rows = page.locator('.funnel tbody tr');
    await expect(rows).toHaveCount(11);
    const total = summary.funnel.reduce((sum, row) => sum + row.projects, 0);
    await expect(page.locator('.funnel tfoot .n')).toHaveText(String(total));
    await expect(rows.locator('a')).toHaveCount(total);
  });
});
