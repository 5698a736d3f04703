// The public calculators: an answer at once, a link that holds the figures, things to take away, no login.
import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { BuildingAnswer } from '../../web/src/api/types';
import { sum } from '../../web/src/shared/exact';
import { money } from '../../web/src/shared/format';
import { accounts, expectAccessible, expectNoHorizontalScroll, settled } from './support';

const ALLOCATE = '/calculators/allocate';

async function answerTo(page: Page, act: () => Promise<unknown>): Promise<BuildingAnswer> {
  const [response] = await Promise.all([
    page.waitForResponse((item) => item.url().endsWith('/calculators/building') && item.ok()),
    act(),
  ]);
  return (await response.json()) as BuildingAnswer;
}

test.describe('what would each home pay', () => {
  test('leads from the home page to every door’s amount, closing to the fen', async ({ page }) => {
    await page.goto('/');
    const answer = await answerTo(page, () => page.getByRole('link', { name: /先算一算/ }).click());
    expect(answer.rules.length).toBeGreaterThanOrEqual(2);
    for (const rule of answer.rules) expect(sum(rule.shares), rule.key).toBe(answer.to_share);
    const rows = page.locator('.shares tbody tr:not(.sum):not(.q)');
    await expect(rows).toHaveCount(answer.doors.length);
    for (const [index, { door }] of answer.doors.entries()) {
      const row = rows.filter({ has: page.locator('th b', { hasText: new RegExp(`^${door}$`) }) });
      await expect(row.locator('td span')).toHaveText(answer.rules.map((rule) => money(rule.shares[index]!)));
    }
    await expect(page.getByText('一分不差').first()).toBeVisible();
  });

  test('holds the figures in its link, and nothing about a person', async ({ page }) => {
    await answerTo(page, () => page.goto(ALLOCATE));
    const answer = await answerTo(page, () => page.getByLabel('住人的有几层').fill('7'));
    expect(answer.doors).toHaveLength(14);
    await answerTo(page, () => page.getByLabel('总价（元）').fill('36.5万'));
    await page.getByLabel('图上写什么（可不填）').fill('幸福里3栋');
    await expect(page).toHaveURL(/f=7/);
    expect(decodeURIComponent(page.url())).not.toContain('幸福里');
    const again = await answerTo(page, () => page.goto(page.url()));
    expect(again.cost).toBe('365000.00');
    expect(again.doors).toHaveLength(14);
    await expect(page.getByLabel('住人的有几层')).toHaveValue('7');
  });

  test('says what is wrong at its place and keeps what was typed', async ({ page }) => {
    await answerTo(page, () => page.goto(ALLOCATE));
    await page.getByLabel('总价（元）').fill('三十万');
    await expect(page.locator('#cost-n')).toHaveText('写成数字，例如 400000 或 40万。');
    await expect(page.getByTestId('make-picture')).toHaveCount(0);
    await answerTo(page, () => page.getByLabel('总价（元）').fill('300000'));
    await page.getByLabel('自己填').check();
    await page.getByLabel('补贴（元）').fill('300001');
    await expect(page.getByText('补贴不能比总价多。')).toBeVisible();
  });

  test('gives a picture for the chat group and a sheet', async ({ page }) => {
    const answer = await answerTo(page, () => page.goto(ALLOCATE));
    await page.getByLabel('图上写什么（可不填）').fill('幸福里3栋2单元');
    await page.getByTestId('make-picture').click();
    const image = page.locator('.picture img');
    await expect(image).toBeVisible();
    await expect(image).toHaveAttribute('alt', /幸福里3栋2单元/);
    const { width, height, inked } = await image.evaluate(async (element) => {
      const picture = element as HTMLImageElement;
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = picture.naturalWidth;
      canvas.height = picture.naturalHeight;
      const pen = canvas.getContext('2d')!;
      pen.drawImage(picture, 0, 0);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at]! < 128) ++dark;
      return { width: canvas.width, height: canvas.height, inked: dark / (data.length / 4) };
    });
    expect(width).toBe(1080);
    expect(height).toBeGreaterThan(90 * new Set(answer.doors.map((door) => door.floor)).size);
    expect(inked).toBeGreaterThan(0.01);
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('save-picture').click(),
    ]);
    expect((await readFile((await png.path())!)).subarray(1, 4).toString()).toBe('PNG');
    const [xlsx] = await Promise.all([page.waitForEvent('download'), page.getByTestId('xlsx').click()]);
    expect(xlsx.suggestedFilename()).toMatch(/\.xlsx$/);
    expect((await readFile((await xlsx.path())!)).subarray(0, 2).toString()).toBe('PK');
  });

  test('goes on to a draft project: through sign-in, with the figures', async ({ page }) => {
    const demo = (await accounts(page, 'neighbourhood'))[0]!;
    await answerTo(page, () => page.goto(`${ALLOCATE}?f=5&n=3&c=380000&city=cn-jiangxi-nanchang`));
    await page.getByTestId('draft').click();
    await expect(page.getByText('是登记册里的哪个单元')).toBeVisible();
    await page.getByTestId('draft-sign-in').click();
    await page.locator(`[data-login="${demo.login}"]`).click();
    await expect(page).toHaveURL(/calculators\/allocate\?.*f=5/);
    await expect(page.getByLabel('住人的有几层')).toHaveValue('5');
    await page.getByRole('button', { name: '建草稿项目' }).click();
    await expect(page.getByText('先选小区和单元。')).toBeVisible();
    await expect(page.locator('#draft-community option')).not.toHaveCount(1);
  });
});

test('is it enough votes: four bars that follow the answers', async ({ page }) => {
  await page.goto('/calculators/consent');
  await expect(page.locator('.gauge .bar')).toHaveCount(4);
  await expect(page.locator('.gauge')).toContainText('已稳过');
  for (const home of [1, 2, 3, 4, 5, 6]) await page.getByLabel(`第 ${home} 户 怎么投`).selectOption('oppose');
  await expect(page.locator('.gauge')).not.toContainText('已稳过');
  await page.getByLabel('第 1 户 面积（m²）').fill('');
  await expect(page.getByText('第 1 户的面积写成平方米数，例如 80.5。')).toBeVisible();
});

for (const path of [`${ALLOCATE}?f=6&n=2.2.4.2.2.2&as=80_90_70_70&s=0`, '/calculators/consent']) {
  test(`everybody can use ${path.split('?')[0]}`, async ({ page }) => {
    test.setTimeout(120_000);
    // Each pair of kind of page, language, colours and size is met; all of them together would take minutes.
    for (const [mode, lang, colorScheme, width, height] of [
      ['', 'zh', 'dark', 360, 740],
      ['elder', 'zh', 'dark', 1440, 900],
      ['elder', 'zh', 'light', 360, 740],
      ['', 'en', 'light', 360, 740],
      ['', 'en', 'dark', 1440, 900],
      ['', 'zh', 'light', 640, 450],
      ['elder', 'zh', 'light', 640, 450],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.goto('/');
      await page.evaluate(
        ([as, speak]) => {
          localStorage.setItem('jiati.mode', as);
          localStorage.setItem('jiati.lang', speak);
        },
        [mode || 'plain', lang] as const,
      );
      await page.goto(path);
      await settled(page);
      await expect(page.getByTestId('result')).toBeVisible();
      if (width !== 640) await expectAccessible(page);
      await expectNoHorizontalScroll(page);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main button, main input, main select, main summary')]
          .filter((element) => element.offsetParent !== null && !element.matches('[type=radio]'))
          .filter((element) => element.getBoundingClientRect().height < 43.5)
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      expect(small, 'targets below 44 px').toEqual([]);
    }
  });
}
