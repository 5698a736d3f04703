// Everybody can read it: both languages, large type, narrow screens, zoom, both themes, a screen reader.
import { expect, test, type Page } from '@playwright/test';
import {
  accounts,
  allProjects,
  expectAccessible,
  expectNoHorizontalScroll,
  settled,
  signIn,
} from './support';

// Of several projects' pages the first of each tab.
function oneOfEachKind(paths: string[]): string[] {
  const kinds = new Map(paths.map((path) => [path.replace(/^\/p\/[^/]+/, '/p'), path]));
  return [...kinds.values()];
}

async function publicPages(page: Page): Promise<string[]> {
  await page.goto('/');
  const projects = await allProjects(page);
  const used = projects.find((project) => project.stage === 'operation');
  const early = projects.find((project) => project.stage !== 'operation');
  const paths = [
    '/',
    '/sign-in',
    '/no-such-page',
    '/verify',
    '/calculators/allocate',
    '/calculators/consent',
  ];
  for (const project of [used, early]) {
    if (!project) continue;
    await page.goto(`/p/${project.id}`);
    await settled(page);
    paths.push(
      ...(await page
        .locator('.tabs a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')!))),
    );
  }
  return paths;
}

test('English is a switch away, remembered, and told to the screen reader', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByTestId('lang').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'A lift for the old house, every step in sight',
  );
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'A lift for the old house, every step in sight',
  );
  await page.getByTestId('lang').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('large type makes the words larger and is remembered', async ({ page }) => {
  await page.goto('/');
  const size = () =>
    page
      .locator('main .lead')
      .evaluate((element) => parseFloat(getComputedStyle(document.body).fontSize) + element.clientWidth * 0);
  const before = await size();
  await page.getByRole('button', { name: '长辈版' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
  expect(await size()).toBeGreaterThan(before + 6);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
});

test('the first Tab leads past the masthead', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('跳到正文');
});

for (const { name, width, height } of [
  { name: 'a phone of 360 px', width: 360, height: 740 },
  { name: '200 % zoom on a small screen', width: 640, height: 450 },
  { name: '320 px', width: 320, height: 640 },
]) {
  test(`nothing scrolls sideways on ${name}`, async ({ page }) => {
    test.setTimeout(180_000);
    const paths = await publicPages(page);
    await page.setViewportSize({ width, height });
    for (const path of paths) {
      await page.goto(path);
      await settled(page);
      await test.step(path, () => expectNoHorizontalScroll(page));
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the public pages, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    const paths = await publicPages(page);
    // What is dark differs by kind of page alone.
    for (const path of colorScheme === 'dark' ? oneOfEachKind(paths) : paths) {
      await page.goto(path);
      await settled(page);
      await test.step(path, () => expectAccessible(page));
    }
  });
}

test('axe finds nothing on the pages of those who act', async ({ page }) => {
  test.setTimeout(240_000);
  for (const role of ['neighbourhood', 'resident', 'department'] as const) {
    const demo = (await accounts(page, role))[0];
    expect(demo, `a demonstration account for ${role}`).toBeDefined();
    await signIn(page, demo!);
    const projects = (await allProjects(page)).filter(
      (project) => project.viewer.relation !== 'none' && project.stage !== 'operation',
    );
    const paths = role === 'resident' ? ['/h', '/account'] : role === 'department' ? ['/account'] : [];
    for (const project of projects.slice(0, 2)) {
      paths.push(`/p/${project.id}`);
      if (project.notice) paths.push(`/p/${project.id}/notice`);
      if (project.approval) paths.push(`/p/${project.id}/approval`);
      if (role === 'resident' && project.consent && project.house.cells.some((cell) => cell.mine))
        paths.push(`/h/ballot/${project.consent.vote}`);
    }
    for (const path of paths) {
      await page.goto(path);
      await settled(page);
      if (role === 'neighbourhood' && /^\/p\/[^/]+$/.test(path))
        await page.locator('[role=gridcell]').first().click();
      await test.step(`${role} ${path}`, () => expectAccessible(page));
    }
  }
});

test('axe finds nothing in English and in large type', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    localStorage.setItem('jiati.lang', 'en');
    localStorage.setItem('jiati.mode', 'elder');
  });
  const paths = (await publicPages(page)).slice(0, 6);
  for (const path of paths) {
    await page.goto(path);
    await settled(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await test.step(path, () => expectAccessible(page));
  }
});
