// A round of visits: without a network nothing is lost, from the keyboard everything can be noted, and a slip is undone.
import { expect, test, type Page } from '@playwright/test';
import type { Project } from '../../web/src/api/types';
import { allProjects, api, expectAccessible, expectNoHorizontalScroll, signInWhere } from './support';

const isAsked = (project: Project) =>
  project.stage === 'survey' && project.viewer.may.includes('survey.RecordVisit');

async function openRound(page: Page): Promise<Project> {
  await signInWhere(page, ['grid_leader'], isAsked);
  const project = (await allProjects(page)).find(isAsked)!;
  await page.goto(`/round/${project.id}`);
  await expect(page.locator('.cell').first()).toBeVisible();
  return project;
}

test('what was noted without a network survives a reload and is sent once', async ({ page, context }) => {
  const project = await openRound(page);
  const room = project.house.cells.find((cell) => cell.stance === null && cell.visit === null)!.room;
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload(); // from now on the worker answers for the pages
  await expect(page.locator('.cell').first()).toBeVisible();
  const before = (await api<{ items: unknown[] }>(page, `projects/${project.id}/events?limit=500`)).items
    .length;

  await context.setOffline(true);
  await page.locator(`[data-room="${room}"]`).click();
  await page.locator('[data-act=absent]').click();
  await expect(page.getByTestId('queue')).toHaveText('没网 · 1 条存在手机里');
  await page.reload();
  await expect(page.getByTestId('queue')).toHaveText('没网 · 1 条存在手机里');
  await expect(page.locator(`[data-room="${room}"]`)).toHaveClass(/pending/);

  await context.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByTestId('queue')).toHaveCount(0);
  const after = await api<Project>(page, `projects/${project.id}`);
  expect(after.house.cells.find((cell) => cell.room === room)!.visit).toMatchObject({ outcome: 'absent' });
  const now = (await api<{ items: unknown[] }>(page, `projects/${project.id}/events?limit=500`)).items.length;
  expect(now).toBe(before + 1);
});

test('a door is noted from the keyboard and taken back', async ({ page }) => {
  const project = await openRound(page);
  const cell = project.house.cells.find((item) => item.stance === 'agree')!;
  const stance = async () =>
    (await api<Project>(page, `projects/${project.id}`)).house.cells.find(
      (item) => item.household === cell.household,
    )!.stance;
  await page.locator(`[data-room="${cell.room}"]`).focus();
  await page.keyboard.press('2');
  await expect.poll(stance).toBe('neutral');
  await page.getByTestId('undo').press('Enter');
  await expect.poll(stance).toBe('agree');
});

test('the round and the to-do page hold up on a narrow phone, in both languages and both modes', async ({
  page,
}) => {
  await openRound(page);
  await page.setViewportSize({ width: 360, height: 780 });
  for (const path of ['/round', '/todo']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.locator(path === '/todo' ? '.task' : '.cell').first()).toBeVisible();
      await expectNoHorizontalScroll(page);
      await expectAccessible(page);
    }
    await page.locator('footer button.link').first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expectAccessible(page);
    await page.locator('footer button.link').first().click();
  }
});
