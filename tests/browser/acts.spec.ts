// The four things a page does: each is sent, and recorded only when the answer carries its number.
import { expect, test, type Page } from '@playwright/test';
import type { Project } from '../../web/src/api/types';
import { api, signInWhere } from './support';

async function recordedNumber(page: Page): Promise<number> {
  const status = page.getByTestId('recorded');
  await expect(status).toHaveText(/已记下 · 第 \d+ 条/);
  return Number(/第 (\d+) 条/.exec((await status.textContent()) ?? '')![1]);
}

test('signing in shows the role, signing out takes it away', async ({ page }) => {
  await signInWhere(page, ['grid_leader', 'neighbourhood'], () => true);
  await expect(page.getByTestId('role')).toHaveText(/网格长|社区/);
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page.getByTestId('role')).toHaveCount(0);
  await expect(page.getByRole('banner').getByRole('link', { name: '登录' })).toBeVisible();
});

test('a wrong password is told at the form and nothing is lost', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: '账号' }).fill('nobody');
  await page.getByRole('textbox', { name: '密码' }).fill('wrong-password');
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '账号' })).toHaveValue('nobody');
});

test('a grid leader records a stance from the keyboard', async ({ page }) => {
  const may = (project: Project) =>
    project.viewer.may.includes('survey.RecordStance') &&
    project.viewer.lenses.includes('stance') &&
    project.stage !== 'operation';
  const project = await signInWhere(page, ['grid_leader', 'neighbourhood'], may);
  const cell = project.house.cells[0]!;
  const next = cell.stance === 'neutral' ? 'agree' : 'neutral';
  await page.goto(`/p/${project.id}?lens=stance`);
  await page.locator(`[data-room="${cell.room}"]`).click();
  await expect(page.locator('.panel h2')).toContainText(cell.room);
  await page.keyboard.press('Escape');
  await expect(page.locator(`[data-room="${cell.room}"]`)).toBeFocused();

  await page.keyboard.press(next === 'agree' ? '1' : '2');
  await expect(page.locator('.panel button[type=submit]')).toBeFocused();
  await expect(page.locator(`[data-stance=${next}]`)).toHaveAttribute('aria-pressed', 'true');
  await page.getByLabel('原话记一句').fill('再想想，先看看图纸。');
  await page.locator('.panel button[type=submit]').click();

  const number = await recordedNumber(page);
  await expect(page.locator(`[data-room="${cell.room}"]`)).toHaveClass(new RegExp(`\\b${next}\\b`));
  const after = await api<Project>(page, `projects/${project.id}`);
  expect(after.house.cells.find((item) => item.household === cell.household)).toMatchObject({
    stance: next,
    reason: '再想想，先看看图纸。',
  });
  await page.goto(`/p/${project.id}/record`);
  await expect(page.locator(`#n${number}`)).toContainText(cell.room);
});

test('a resident casts a ballot and holds a receipt with its number', async ({ page }) => {
  const project = await signInWhere(
    page,
    ['resident', 'lead_owner'],
    (item) => item.consent?.state === 'open' && item.house.cells.some((cell) => cell.mine),
  );
  await page.goto('/h');
  await page.goto(`/h/ballot/${project.consent!.vote}`);
  const go = page.locator('button.big').first();
  await expect(page.locator('input[type=radio]:checked')).toHaveCount(0);
  await expect(go).toBeDisabled();
  await page.locator('[data-choice=agree]').click();
  await go.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核对一遍再交票');
  await expect(page.locator('.plan-box')).toContainText('同意');
  await page.getByRole('button', { name: '交票' }).click();

  await expect(page.getByTestId('receipt')).toHaveText(/已记下 · 第 \d+ 条/);
  await expect(page.getByTestId('choice')).toHaveText('同意');
  await expect(page.getByTestId('receipt-check')).toContainText('回执有效');
  await page.getByRole('button', { name: '遮住' }).click();
  await expect(page.getByTestId('choice')).not.toHaveText('同意');

  // Changed before the close: the new ballot has its own entry, both stay on record.
  const first = await page.getByTestId('receipt').textContent();
  await page.goto(`/h/ballot/${project.consent!.vote}`);
  await page.locator('[data-choice=abstain]').click();
  await page.locator('button.big').first().click();
  await page.getByRole('button', { name: '交票' }).click();
  await expect(page.getByTestId('choice')).toHaveText('弃权');
  await expect(page.getByTestId('receipt')).not.toHaveText(first ?? '');
  const after = await api<Project>(page, `projects/${project.id}`);
  expect(after.consent!.my_ballot).toMatchObject({ choice: 'abstain' });
});

test('the neighbourhood answers an objection, and says how', async ({ page }) => {
  const project = await signInWhere(
    page,
    ['neighbourhood', 'lead_owner', 'street'],
    (item) =>
      item.viewer.may.includes('notice.AnswerObjection') &&
      item.notice?.state === 'posted' &&
      item.notice.objections.some((objection) => objection.state === 'open'),
  );
  await page.goto(`/p/${project.id}/notice`);
  const item = page.locator('[data-objection=open]').first();
  await expect(item).toBeVisible();
  const open = await page.locator('[data-objection=open]').count();
  await item.getByRole('button', { name: '记下答复' }).click();
  await expect(item.getByRole('alert')).toHaveText('先选怎么处理。');
  await item.getByRole('radio').first().check();
  await item.getByRole('button', { name: '记下答复' }).click();
  await expect(item.getByRole('alert')).toHaveText('写一句答复，提意见的人要看。');
  await item.getByRole('textbox').fill('厂家量过，夜里 38 分贝以下，开门不响铃。');
  await item.getByRole('button', { name: '记下答复' }).click();
  await recordedNumber(page);
  await expect(page.locator('[data-objection=open]')).toHaveCount(open - 1);
  await expect(page.getByText('厂家量过，夜里 38 分贝以下，开门不响铃。')).toBeVisible();
});

test('a department gives its opinion with a condition and signs it', async ({ page }) => {
  const project = await signInWhere(
    page,
    ['department', 'district_bureau', 'street'],
    (item) =>
      item.viewer.may.includes('approval.GiveOpinion') &&
      (item.approval?.lanes.some((lane) => lane.mine && lane.opinion === 'pending') ?? false),
  );
  await page.goto(`/p/${project.id}/approval`);
  const lane = project.approval!.lanes.find((item) => item.mine && item.opinion === 'pending')!;
  const form = page.locator('form');
  await form.getByRole('button', { name: '签署提交' }).click();
  await expect(form.getByRole('alert')).toHaveText('先选一个结论。');
  await form.getByRole('button', { name: '有条件通过' }).click();
  await form.getByRole('button', { name: '签署提交' }).click();
  await expect(form.getByRole('alert')).toHaveText('有条件通过，要写清是什么条件。');
  await form.getByLabel('第 1 条').fill('消防车道净宽不少于 4 米');
  await form.getByLabel('意见', { exact: true }).fill('同意加装。');
  await form.getByRole('button', { name: '签署提交' }).click();
  await recordedNumber(page);
  await expect(page.locator(`[data-department="${lane.department}"]`)).toContainText('有条件通过');
  await expect(page.locator(`[data-department="${lane.department}"]`)).toContainText(
    '消防车道净宽不少于 4 米',
  );
});
