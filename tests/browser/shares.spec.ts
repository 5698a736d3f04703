// Rules side by side and the search for agreement: exact sums, what changes for one household, and who sees what.
import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { Agreement, AgreementCounts, Comparison, Project, Shares } from '../../web/src/api/types';
import { hundredths, sum } from '../../web/src/shared/exact';
import { money } from '../../web/src/shared/format';
import {
  allProjects,
  api,
  expectAccessible,
  expectNoHorizontalScroll,
  settled,
  signInWhere,
} from './support';

const NEGOTIATORS = ['neighbourhood', 'grid_leader', 'street', 'lead_owner'] as const;

// Signs in as somebody who negotiates over a project that has a price and a register.
async function negotiate(
  page: Page,
): Promise<{ project: Project; comparison: Comparison; agreement: Agreement }> {
  const project = await signInWhere(
    page,
    [...NEGOTIATORS],
    (item) =>
      item.price.current !== null &&
      item.viewer.may.includes('deliberation.EstimateAcceptance') &&
      item.house.cells.some((cell) => cell.share !== null),
  );
  const { comparison } = await api<Shares>(page, `projects/${project.id}/shares`);
  const agreement = await api<Agreement>(page, `projects/${project.id}/agreement`);
  expect(comparison, 'a comparison for those who may see shares').not.toBeNull();
  await page.goto(`/p/${project.id}/shares`);
  await expect(page.locator('.shares')).toBeVisible();
  return { project, comparison: comparison!, agreement };
}

test.describe('rules side by side', () => {
  test('every column closes to the fen, on the page and in the file', async ({ page }) => {
    const { comparison } = await negotiate(page);
    await page.getByTestId('more-rules').click();
    await expect(page.locator('.shares thead th')).toHaveCount(comparison.rules.length + 1);
    for (const rule of comparison.rules)
      expect(sum(Object.values(rule.shares)), rule.key).toBe(comparison.to_share);
    await expect(page.locator('.shares tr.sum td span')).toHaveText(
      comparison.rules.map(() => money(comparison.to_share)),
    );

    const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('csv').click()]);
    const lines = (await readFile((await file.path())!, 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(comparison.households.length + 3);
    const rows = lines.slice(1, 1 + comparison.households.length).map((line) => line.split(','));
    comparison.rules.forEach((rule, index) => {
      const column = rows.map((row) => row[3 + index]!);
      expect(sum(column), rule.key).toBe(comparison.to_share);
    });
  });

  test('tell the household looked at what changes', async ({ page }) => {
    const { comparison } = await negotiate(page);
    const adopted = comparison.rules.find((rule) => rule.key === 'adopted')!;
    const household = comparison.households.find((item) => hundredths(adopted.shares[item.id]!) > 0n)!;
    await page.getByTestId('look').selectOption(household.id);
    const row = page.locator('.shares tr.me');
    await expect(row).toHaveCount(1);
    await expect(row.locator('.plate')).toContainText(household.room);
    await expect(row.locator('td').first()).toContainText(money(adopted.shares[household.id]!));
    await expect(page.getByTestId('for-me')).toContainText(household.room);
    const first = comparison.rules.filter((rule) => rule.first);
    const changed = first.filter(
      (rule) => rule.key !== 'adopted' && rule.shares[household.id] !== adopted.shares[household.id],
    );
    await expect(row.locator('em', { hasText: /^[少多]/ })).toHaveCount(changed.length);
  });
});

test.describe('the search for agreement', () => {
  test('follows the price, in words, in the drawing and on the grid', async ({ page }) => {
    const { project, agreement } = await negotiate(page);
    const finder = page.getByTestId('finder');
    await expect(finder).toContainText('不向任何一户打听最低价');
    await expect(page.getByTestId('verdict')).toContainText(`${agreement.standing.heads} 户愿意`);
    const slider = page.locator('[data-testid=slide-cost] input');
    const answered = page.waitForResponse(
      (response) => response.url().includes('/agreement?') && response.url().includes('cost='),
    );
    await slider.focus();
    for (let step = 0; step < 6; ++step) await page.keyboard.press('ArrowDown');
    const moved = (await (await answered).json()) as Agreement;
    expect(hundredths(moved.cost)).toBeLessThan(hundredths(agreement.cost));
    const latest = await api<Agreement>(
      page,
      `projects/${project.id}/agreement?cost=${(await slider.inputValue()) + '.00'}`,
    );
    await expect(page.getByTestId('verdict')).toContainText(money(latest.cost));
    await expect(page.getByTestId('verdict')).toContainText(`${latest.standing.heads} 户愿意`);
    const agrees = latest.result.best?.agrees ?? latest.result.least_gap?.agrees ?? [];
    await expect(page.getByTestId('who').locator('[role=gridcell].known.agree')).toHaveCount(agrees.length);
    await finder.getByText('看成表格').click();
    await expect(finder.locator('tbody tr')).toHaveCount(latest.curve.length);
    await finder.getByRole('button', { name: '回到记下的数' }).click();
    await expect(page.getByTestId('verdict')).toContainText(money(agreement.cost));
  });

  test('tries coefficients by floor, and asks nothing of them when closed', async ({ page }) => {
    const { project, agreement } = await negotiate(page);
    expect(agreement.tried).toBeUndefined();
    const reference = agreement.coefficients!;
    const floors = Object.keys(reference).map(Number);
    const trial = page.getByTestId('trial');
    const willing = page.getByTestId('who').locator('[role=gridcell].known.agree');
    await expect(trial.locator('input')).toHaveCount(0);
    await trial.locator('summary').click();
    await expect(trial.locator('input')).toHaveCount(floors.length);
    await expect(trial.getByTestId('trial-table').locator('tbody tr')).toHaveCount(floors.length);
    const back = trial.getByRole('button', { name: '回到参考系数' });
    await expect(back).toBeDisabled();

    const top = Math.max(...floors);
    const slider = trial.locator(`[data-floor="${top}"] input`);
    expect((await slider.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await slider.focus();
    for (let step = 0; step < 8; ++step) await page.keyboard.press('ArrowDown');
    const value = String(Number(await slider.inputValue()));
    expect(Number(value)).toBeLessThan(Number(reference[top]));
    await expect(trial.locator(`[data-floor="${top}"] output`)).toHaveText(value);
    const asked = Object.entries({ ...reference, [top]: value }).map((pair) => pair.join(':'));
    const { tried, need } = await api<Agreement>(
      page,
      `projects/${project.id}/agreement?coefficients=${asked.join(',')}`,
    );
    expect(sum(Object.values(tried!.prices))).toBe(agreement.to_share);
    const onTop = project.house.cells.find((cell) => Math.max(...cell.floors) === top)!;
    await expect(trial.getByTestId('trial-table').locator('tbody tr').first()).toContainText(
      money(tried!.prices[onTop.household]!),
    );
    await expect(trial.getByTestId('trial-verdict')).toContainText(`${tried!.heads} 户愿意`);
    await expect(trial.getByTestId('trial-verdict')).toContainText(`至少要 ${need.heads} 户`);
    await expect(trial.getByTestId('trial-waiting').locator('li')).toHaveCount(tried!.waiting.length);
    if (!tried!.passes)
      await expect(trial.getByTestId('trial-least')).toContainText(
        tried!.flip ? money(tried!.flip.cost) : '光补钱还凑不够数',
      );
    await expect(willing).toHaveCount(tried!.agrees.length);
    await expect(page.locator(`[role=gridcell][data-household="${onTop.household}"]`)).toContainText(
      money(tried!.prices[onTop.household]!),
    );

    await back.click();
    await expect(slider).toHaveAttribute('aria-valuetext', reference[top]!);
    await expect(back).toBeDisabled();
    await trial.locator('summary').click();
    await expect(trial.locator('input')).toHaveCount(0);
    await expect(willing).toHaveCount(
      (agreement.result.best?.agrees ?? agreement.result.least_gap?.agrees ?? []).length,
    );
    const later = page.waitForRequest((request) => request.url().includes('cost='));
    await page.locator('[data-testid=slide-cost] input').press('ArrowDown');
    expect((await later).url()).not.toContain('coefficients');
  });

  test('takes an estimate with what it rests on, and lets it be withdrawn', async ({ page }) => {
    const { agreement } = await negotiate(page);
    const sheet = page.getByTestId('estimates');
    const room = Object.values(agreement.rooms)[0]!;
    await sheet.getByRole('button', { name: '记下估计' }).click();
    await expect(sheet.getByRole('alert')).toHaveText('先选是哪一户。');
    await sheet.locator('#est-household').selectOption({ label: room });
    await sheet.locator('#est-low').fill('2万');
    await sheet.locator('#est-high').fill('1万');
    await sheet.getByRole('button', { name: '记下估计' }).click();
    await expect(sheet.getByRole('alert')).toHaveText('最少不能比最多还大。');
    await sheet.locator('#est-low').fill('5,000');
    await sheet.getByLabel('说过的担心').check();
    await sheet.getByRole('button', { name: '记下估计' }).click();
    await expect(sheet.getByTestId('recorded')).toContainText('已记下');
    const row = sheet.locator('tbody tr', { has: page.getByRole('rowheader', { name: room, exact: true }) });
    await expect(row).toContainText('5,000 到 10,000');
    await expect(row).toContainText('说过的担心');
    await row.getByRole('button', { name: `撤回 ${room} 室的估计` }).click();
    await expect(row).toHaveCount(0);
  });

  test('tells an owner counts and no rooms', async ({ page }) => {
    const project = await signInWhere(
      page,
      ['resident'],
      (item) =>
        item.price.current !== null && item.viewer.relation === 'own' && item.viewer.role === 'resident',
    );
    const seen = await api<AgreementCounts>(page, `projects/${project.id}/agreement`);
    // Where so few have spoken that a count would name one, only what is needed is told.
    expect(Object.keys(seen).sort()).toEqual(seen.standing ? ['need', 'passes', 'standing'] : ['need']);
    await page.goto(`/p/${project.id}/shares`);
    await expect(page.getByTestId('agreement-counts')).toContainText(
      seen.standing ? `${seen.standing.heads} / ${seen.standing.of} 户` : `至少要 ${seen.need.heads} 户`,
    );
    await expect(page.getByTestId('finder')).toHaveCount(0);
    await expect(page.getByTestId('estimates')).toHaveCount(0);
    await expect(page.locator('.shares tr.me .plate')).toContainText('我家');
  });

  test('is not there for the public', async ({ page }) => {
    await page.goto('/');
    for (const project of (await allProjects(page)).slice(0, 4)) {
      expect((await page.request.get(`/api/v1/projects/${project.id}/agreement`)).status()).toBe(404);
      await page.goto(`/p/${project.id}/shares`);
      await settled(page);
      await expect(page.getByTestId('finder')).toHaveCount(0);
      await expect(page.getByTestId('agreement-counts')).toHaveCount(0);
      await expect(page.getByText('尚待协商')).toHaveCount(0);
    }
  });
});

test('the shares tab can be read by everybody who may', async ({ page }) => {
  test.setTimeout(120_000);
  const { project } = await negotiate(page);
  await expectAccessible(page);
  for (const summary of await page.locator('main summary').all())
    if (await summary.isVisible()) await summary.click();
  await page.getByTestId('more-rules').click();
  await page.getByTestId('look').selectOption({ index: 1 });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/p/${project.id}/shares`);
  await expect(page.getByTestId('finder')).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  // The floors stay in sight while the rules scroll by.
  await page.locator('.shares').evaluate((table) => table.parentElement!.scrollTo({ left: 400 }));
  const first = page.locator('.shares tbody th').first();
  expect((await first.boundingBox())!.x).toBeGreaterThanOrEqual(0);
});
