// A vote from the resident's phone and from the desk: a conditional ballot on the web, a paper ballot, one by proxy, the
// count, the certificate, and the next vote opened. It closes a vote that other files look at, so it has a server of its
// own with the demonstration estate alone.
import { expect, test, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Certificate, Project } from '../../web/src/api/types';
import { accounts, allProjects, api, expectAccessible, expectNoHorizontalScroll, signIn } from './support';

const root = resolve(__dirname, '../..');
const named = process.env.JIATI_PROGRAM ?? 'build/jiati';
const program = isAbsolute(named) ? named : join(root, named);
const address = '127.0.0.1:18349';
let server: ChildProcess | null = null;

test.use({ baseURL: `http://${address}` });
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.skip(!existsSync(program), `${program} does not exist`);
  const folder = mkdtempSync(join(tmpdir(), 'jiati-vote-'));
  mkdirSync(join(folder, 'cases'));
  copyFileSync(join(root, 'cases/demo.yaml'), join(folder, 'cases/demo.yaml'));
  server = spawn(
    program,
    [
      'serve',
      '--store',
      `sqlite:${join(folder, 'jiati.db')}`,
      '--listen',
      address,
      '--load',
      join(folder, 'cases'),
    ],
    { stdio: 'ignore' },
  );
  await expect
    .poll(async () => (await fetch(`http://${address}/api/v1/me`).catch(() => null))?.status ?? 0, {
      timeout: 120_000,
    })
    .toBe(200);
});
test.afterAll(() => {
  server?.kill();
});

async function as(page: Page, role: 'resident' | 'neighbourhood'): Promise<Project> {
  const [demo] = await accounts(page, role);
  await signIn(page, demo!);
  return (await allProjects(page)).find((project) => project.consent?.state === 'open')!;
}
const recorded = (page: Page) => page.getByTestId('recorded').first();

test('a resident agrees on a condition, and it does not count as agreeing yet', async ({ page }) => {
  const project = await as(page, 'resident');
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`/h/ballot/${project.consent!.vote}`);
  await page.getByRole('button', { name: '同意，但有条件' }).click();
  await expect(page.locator('[data-choice=agree] input')).toBeChecked();
  await page.getByRole('button', { name: '去核对' }).click();
  await expect(page.getByRole('alert')).toHaveText('写清你的条件。');
  await page.getByLabel('你的条件').fill('二楼装雨棚');
  await expectNoHorizontalScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: '去核对' }).click();
  await expect(page.locator('.plan-box')).toContainText('条件：二楼装雨棚');
  await page.getByText('手写签名').click();
  const pad = (await page.getByTestId('signature').boundingBox())!;
  await page.mouse.move(pad.x + 30, pad.y + 30);
  await page.mouse.down();
  await page.mouse.move(pad.x + 120, pad.y + 60, { steps: 6 });
  await page.mouse.up();
  await page.getByRole('button', { name: '交票' }).click();
  await expect(page.getByTestId('receipt')).toHaveText(/已记下 · 第 \d+ 条/);
  await expect(page.getByTestId('own-ballot')).toContainText('条件没确认前按弃权计');
  await expectAccessible(page);
  const after = await api<Project>(page, `projects/${project.id}`);
  expect(after.consent!.my_ballot).toMatchObject({
    choice: 'agree',
    counted_as: 'abstain',
    condition: '二楼装雨棚',
  });
  expect(after.consent!.my_ballot!.signature!.drawing).toMatch(/^M\d+,\d+L/);
});

test('the desk records service, a paper ballot by keyboard, and one by proxy', async ({ page }) => {
  const project = await as(page, 'neighbourhood');
  await page.goto(`/p/${project.id}/vote`);
  await expect(page.getByTestId('awaited')).toContainText('102、302');
  await page.locator('[data-collect="102"]').click();
  await page.locator('[data-serve=letter]').click();
  await expect(page.locator('tr', { hasText: '102' })).toContainText('挂号信');

  // 1 agrees, Enter records, and the next flat that is still awaited is under the cursor.
  await page.locator('[data-collect="302"]').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('先选这张票投的是什么。');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.locator('tr', { hasText: '302' }).locator('[data-standing=in]')).toContainText('已交');
  await expect(page.locator('[data-collect="102"]')).toBeFocused();

  await page.locator('[data-enter=agree]').click();
  await page.getByText('条件、代投、签字').click();
  await page.getByLabel('谁来代').selectOption('spouse');
  await page.getByLabel('代投人姓名').fill('李某');
  await page.getByRole('button', { name: '记下，下一户' }).click();
  await expect(page.locator('.entry').first()).toContainText('代投要写清');
  await page.getByLabel('材料名称和编号').fill('结婚证 赣001');
  await page.getByRole('button', { name: '记下，下一户' }).click();
  await expect(recorded(page)).toBeVisible();
  await expect(page.locator('tr', { hasText: '102' }).locator('[data-standing=in]')).toContainText('已交');
  await expect(page.getByText('都交了。')).toBeVisible();
  // An open condition keeps the vote open until its last day.
  await page.getByRole('button', { name: '现在计票' }).click();
  await expect(page.getByText('现在不能截止')).toBeVisible();
  await expectAccessible(page);
});

test('the condition is met, the vote is counted, and the certificate shows four ratios', async ({
  page,
  browser,
}) => {
  const mine = await as(page, 'resident');
  await page.goto(`/h/receipt/${mine.consent!.vote}`);
  await page.getByRole('button', { name: '条件已经满足，按同意计' }).click();
  await expect(page.getByTestId('own-ballot')).toContainText('已计入');

  const desk = await (
    await browser.newContext({
      baseURL: `http://${address}`,
      locale: 'zh-CN',
      viewport: { width: 1440, height: 900 },
    })
  ).newPage();
  const project = await as(desk, 'neighbourhood');
  await desk.goto(`/p/${project.id}/vote`);
  await desk.getByRole('button', { name: '现在计票' }).click();
  await expect(desk.getByTestId('result')).toContainText('通过');
  await desk.getByRole('link', { name: '看结果证明' }).click();
  await expect(desk.getByTestId('certificate')).toContainText('表决通过');
  await expect(desk.locator('[data-ratio=agreement_heads]')).toContainText('11');
  await expect(desk.locator('[data-ratio]')).toHaveCount(4);
  await expectAccessible(desk);

  // The public: the same ratios, commitments without rooms.
  const anyone = await (await browser.newContext({ baseURL: `http://${address}` })).newPage();
  const certificate = await api<Certificate>(anyone, `votes/${project.consent!.vote}/certificate`);
  expect(certificate.passes).toBe(true);
  expect(certificate.ballots).toHaveLength(12);
  expect(certificate.ballots.every((ballot) => ballot.room === undefined && ballot.leaf.length === 64)).toBe(
    true,
  );

  // And the next question is put from the form.
  await desk.goto(`/p/${project.id}/vote`);
  await desk.getByRole('button', { name: '开始收票' }).click();
  await expect(desk.getByRole('alert')).toHaveText('选一个截止日。');
  const form = (await api<Project>(desk, `projects/${project.id}`)).vote_form!;
  await desk.getByLabel('截止日').fill(`${Number(form.today.slice(0, 4)) + 1}${form.today.slice(4)}`);
  await desk.getByLabel('截止前不显示进度').check();
  await desk.getByRole('button', { name: '开始收票' }).click();
  await expect(desk.getByRole('heading', { name: '收票', exact: true })).toBeVisible();
  const next = await api<Project>(desk, `projects/${project.id}`);
  expect(next.consent).toMatchObject({
    state: 'open',
    hidden_until_close: true,
    verdict: null,
  });
  expect(next.consent!.vote).not.toBe(project.consent!.vote);
});
