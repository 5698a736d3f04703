// What the tests share: finding a project by what stands in it, never by an id, and signing in through the page.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Me, Project, Summary } from '../../web/src/api/types';

export type Demo = Me['demo_accounts'][number];

export async function api<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1/${path}`);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
}

export async function allProjects(page: Page): Promise<Project[]> {
  const summary = await api<Summary>(page, 'summary');
  const ids = summary.communities.flatMap((community) => community.projects.map((project) => project.id));
  return Promise.all(ids.map((id) => api<Project>(page, `projects/${id}`)));
}

// One project of each community and every one that is under way: enough to meet all there is, in bearable time.
export async function sampleProjects(page: Page): Promise<Project[]> {
  const seen = new Set<string>();
  return (await allProjects(page)).filter((project) => {
    const isFirst = !seen.has(project.place.community.id);
    seen.add(project.place.community.id);
    return isFirst || project.stage !== 'operation';
  });
}

export async function accounts(page: Page, role: Demo['role']): Promise<Demo[]> {
  const me = await api<Me>(page, 'me');
  return me.demo_accounts.filter((demo) => demo.role === role);
}

export async function signIn(page: Page, demo: Demo): Promise<void> {
  await page.goto('/sign-in');
  await page.locator(`[data-login="${demo.login}"]`).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await expect(page.getByTestId('role')).toBeVisible();
}

// Signs in as the first of these roles' accounts for whom a project stands as wanted, and answers that project.
export async function signInWhere(
  page: Page,
  roles: Demo['role'][],
  wanted: (project: Project) => boolean,
): Promise<Project> {
  const tried: string[] = [];
  for (const role of roles) {
    for (const demo of await accounts(page, role)) {
      tried.push(demo.login);
      await signIn(page, demo);
      const found = (await allProjects(page)).find(wanted);
      if (found) return found;
    }
  }
  throw new Error(
    `no demonstration account sees such a project; tried ${tried.join(', ') || 'none: there is none of these roles'}`,
  );
}

export async function expectNoHorizontalScroll(page: Page): Promise<void> {
  const { wide, culprits } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isInScroller = (element: Element) => element.closest('.wide, .scroll, .tabs, .flats') !== null;
    const beyond = [...document.querySelectorAll('body *')].filter(
      (element) => !isInScroller(element) && element.getBoundingClientRect().right > width + 1,
    );
    return {
      wide: document.documentElement.scrollWidth - width,
      culprits: beyond
        .slice(0, 5)
        .map((element) => `${element.tagName.toLowerCase()}.${String(element.className)}`),
    };
  });
  expect(wide, `wider than the window: ${culprits.join(', ')}`).toBeLessThanOrEqual(0);
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const told = violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(' | ')}`,
  );
  expect(told).toEqual([]);
}

export async function settled(page: Page): Promise<void> {
  await expect(page.locator('main h1')).toBeVisible();
  await page.waitForLoadState('load');
}
