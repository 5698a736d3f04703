// A receipt is checked by the browser itself, and an account shows where it is signed in.
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { EventPage, OwnSession } from '../../web/src/api/types';
import { accounts, allProjects, api, expectAccessible, expectNoHorizontalScroll, signIn } from './support';

const answer = (page: Page) => page.locator('.answer');

async function give(page: Page, text: string): Promise<void> {
  await page
    .getByTestId('file')
    .setInputFiles({ name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
}

test('a receipt is valid, also without a network, until one letter of it is changed', async ({ page }) => {
  await page.goto('/');
  const [project] = await allProjects(page);
  const [event] = (await api<EventPage>(page, `projects/${project!.id}/events?limit=1`)).items;

  // What the slip's code opens.
  await page.goto(`/verify#${event!.leaf}`);
  await expect(answer(page)).toHaveAttribute('data-answer', 'valid');
  await expect(answer(page)).toContainText(`第 ${event!.seq} 条`);
  await page.getByText('看证明').click();
  await expect(page.locator('.fold')).toContainText(event!.leaf);
  await expect(page.locator('.fold')).toContainText(event!.type);
  await page.getByTestId('check-today').click();
  await expect(page.getByTestId('today')).toContainText('一条没改、一条没少');
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存回执' }).click();
  const receipt = readFileSync(await (await downloading).path(), 'utf8');

  await page.setViewportSize({ width: 360, height: 740 });
  await page.context().setOffline(true);
  await give(page, receipt);
  await expect(answer(page)).toHaveAttribute('data-answer', 'valid');
  await expectNoHorizontalScroll(page);
  await give(page, receipt.replace('index ', 'index 1'));
  await expect(answer(page)).toHaveAttribute('data-answer', 'not_in_the_log');
  const root = /\n\n[^\n]+\n\d+\n(.)/.exec(receipt)![1]!;
  const changed = receipt.replace(/(\n\n[^\n]+\n\d+\n)./, `$1${root === 'A' ? 'B' : 'A'}`);
  await give(page, changed);
  await expect(answer(page)).toHaveAttribute('data-answer', 'not_signed');
  await expect(answer(page)).toContainText('回执无效');
  await expectAccessible(page);
  await page.context().setOffline(false);

  // Another key under the name that this browser knows is not believed.
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('jiati.log_keys')!) as { keys: Record<string, string> };
    for (const origin of Object.keys(kept.keys)) kept.keys[origin] += 'x';
    localStorage.setItem('jiati.log_keys', JSON.stringify(kept));
  });
  await page.reload();
  await expect(page.getByTestId('key-changed')).toBeVisible();
});

test('an account sees where it is signed in and ends what it does not know', async ({ page, browser }) => {
  await page.goto('/');
  const [demo] = await accounts(page, 'department');
  const elsewhere = await browser.newPage();
  await signIn(elsewhere, demo!);
  await signIn(page, demo!);
  await page.goto('/account');
  const sessions = page.getByTestId('session');
  await expect(sessions.first()).toContainText('就是这里');
  await expect(sessions.nth(1)).toBeVisible();
  await page.getByTestId('end-others').click();
  await expect(sessions).toHaveCount(1);
  expect((await api<{ items: OwnSession[] }>(page, 'accounts/me/sessions')).items).toHaveLength(1);
  await elsewhere.goto('/account');
  await expect(elsewhere.getByTestId('session')).toHaveCount(0);
  await elsewhere.close();
});
