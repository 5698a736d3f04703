import { expect, test } from '@playwright/test';
import { allProjects, sampleProjects, settled, signInWhere } from './support';

// The light has the page's whole width, without the column beside it.
const sheetOf = (tab: string) => (tab === 'daylight' ? 'main .sheet' : '.main .sheet');

test.describe('a project seen by the public', () => {
  test('shows stops, shares and counts, and nobody’s stance', async ({ page }) => {
    await page.goto('/');
    const projects = await allProjects(page);
    expect(projects.length).toBeGreaterThan(1);
    for (const project of projects.slice(0, 4)) {
      await page.goto(`/p/${project.id}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(project.title);
      await expect(page.locator('[role=gridcell]')).toHaveCount(project.house.cells.length);
      await expect(page.locator('[role=gridcell].known')).toHaveCount(0);
      await expect(page.locator('[data-lens=stance]')).toHaveCount(0);
    }
  });

  test('is walked by the keyboard, a duplex from either floor', async ({ page }) => {
    await page.goto('/');
    const project =
      (await allProjects(page)).find((item) => item.house.cells.some((cell) => cell.floors.length > 1)) ??
      (await allProjects(page))[0]!;
    await page.goto(`/p/${project.id}`);
    const grid = page.getByRole('grid');
    await grid.locator('[tabindex="0"]').focus();
    await page.keyboard.press('Control+Home');
    const rows = [...new Set(project.house.cells.map((cell) => Math.max(...cell.floors)))];
    const top = project.house.cells
      .filter((cell) => Math.max(...cell.floors) === Math.max(...rows))
      .sort((a, b) => a.column - b.column);
    await expect(page.locator(':focus')).toHaveAttribute('data-room', top[0]!.room);
    await page.keyboard.press('Control+End');
    const bottom = project.house.cells
      .filter((cell) => cell.floors.includes(1))
      .sort((a, b) => a.column - b.column);
    await expect(page.locator(':focus')).toHaveAttribute('data-room', bottom.at(-1)!.room);
    await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  });

  test('has a table twin with the same rows', async ({ page }) => {
    await page.goto('/');
    const project = (await allProjects(page))[0]!;
    await page.goto(`/p/${project.id}`);
    await page.locator('.hero').getByRole('button', { name: '看成表格' }).click();
    await expect(page.locator('.hero tbody tr')).toHaveCount(project.house.cells.length);
    await page.getByRole('button', { name: '看成楼层图' }).click();
    await expect(page.getByRole('grid')).toBeVisible();
  });

  test('opens each of its tabs, with a record whose entries are numbered', async ({ page }) => {
    await page.goto('/');
    const project = (await allProjects(page)).find((item) => item.stage === 'operation')!;
    await page.goto(`/p/${project.id}`);
    await settled(page);
    const tabs = await page
      .locator('.tabs a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('data-tab')!));
    expect(tabs[0]).toBe('floors');
    expect(tabs.at(-1)).toBe('record');
    for (const tab of tabs) {
      await page.locator(`[data-tab=${tab}]`).click();
      await expect(page.locator(`[data-tab=${tab}]`)).toHaveAttribute('aria-current', 'page');
      await expect(page.locator(sheetOf(tab)).first()).toBeVisible();
    }
    const entries = page.locator('ol > li[id^=n]');
    expect(await entries.count()).toBeGreaterThan(3);
    await entries.first().getByText('怎么核对').click();
    await expect(entries.first().locator('code').last()).toHaveText(/^[0-9a-f]{64}$/);
  });

  test('puts every code into words, on every tab, in both languages', async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto('/');
    const projects = await sampleProjects(page);
    for (const language of ['zh-CN', 'en']) {
      if (language === 'en') {
        await page.getByTestId('lang').click();
        await expect(page.locator('html')).toHaveAttribute('lang', 'en'); // the words are fetched first
      }
      for (const project of projects) {
        await page.goto(`/p/${project.id}`);
        await settled(page);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        for (const tab of await page
          .locator('.tabs a')
          .evaluateAll((links) => links.map((link) => link.getAttribute('data-tab')!))) {
          await page.locator(`[data-tab=${tab}]`).click();
          await expect(page.locator(sheetOf(tab)).first()).toBeVisible();
          const raw = await page.evaluate(() => {
            const words = document.querySelector('main')!.cloneNode(true) as HTMLElement;
            for (const element of words.querySelectorAll('code, svg')) element.remove();
            return (
              (words.textContent ?? '').match(
                /\b[a-z]+_[a-z_]+\b|\b(project|codes|events|next|common)\.[a-z]\w*/g,
              ) ?? []
            );
          });
          expect(raw, `${project.title}, ${tab}, ${language}`).toEqual([]);
        }
      }
    }
  });

  test('names in no sentence of the record a type that has no words', async ({ page }) => {
    await page.goto('/');
    for (const project of await sampleProjects(page)) {
      await page.goto(`/p/${project.id}/record`);
      await expect(page.locator('ol > li[id^=n]').first()).toBeVisible();
      await expect(page.getByText('办了一件事')).toHaveCount(0);
    }
  });
});

test('pressing and drawing over flats selects them together', async ({ page }) => {
  const project = await signInWhere(
    page,
    ['grid_leader', 'neighbourhood'],
    (item) =>
      item.viewer.may.includes('survey.RecordStance') &&
      item.viewer.lenses.includes('stance') &&
      item.house.cells.length > 3,
  );
  await page.goto(`/p/${project.id}`);
  const cells = page.locator('[role=gridcell]');
  await cells.nth(0).hover();
  await page.mouse.down();
  await page.waitForTimeout(220);
  await cells.nth(1).hover();
  await cells.nth(2).hover();
  await page.mouse.up();
  await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(3);
  await expect(page.locator('.panel h2')).toHaveText('选了 3 户');
  await page.keyboard.press('Escape');
});

test('the page that somebody else watches follows an act by itself', async ({ page, browser }) => {
  const project = await signInWhere(
    page,
    ['grid_leader', 'neighbourhood'],
    (item) =>
      item.viewer.may.includes('survey.RecordStance') &&
      item.viewer.lenses.includes('stance') &&
      item.stage !== 'operation',
  );
  const other = await browser.newPage();
  await other.goto(`/p/${project.id}`);
  await settled(other);
  const latest = other.locator('aside ul[aria-live] li').first();
  const before = await latest.textContent();

  await page.goto(`/p/${project.id}`);
  await page.locator('[role=gridcell]').first().click();
  await page.locator('[data-stance=agree]').click();
  await page.locator('.panel button[type=submit]').click();
  await expect(page.getByTestId('recorded')).toBeVisible();
  await expect(latest).not.toHaveText(before ?? '');
  await other.close();
});
