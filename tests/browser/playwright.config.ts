// The pages in Debian's Chromium, against the real program. JIATI_URL names one that runs already; otherwise
// JIATI_PROGRAM (build/jiati unless told) is started on an empty store with all cases loaded.
import { defineConfig } from '@playwright/test';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const address = '127.0.0.1:18347';
const isOwnServer = !process.env.JIATI_URL || process.env.JIATI_STARTED === 'yes';

function serveCommand(): string {
  const named = process.env.JIATI_PROGRAM ?? 'build/jiati';
  const program = isAbsolute(named) ? named : join(root, named);
  if (!existsSync(program))
    throw new Error(`${program} does not exist; make build first, or name a running server in JIATI_URL`);
  const store = join(mkdtempSync(join(tmpdir(), 'jiati-browser-')), 'jiati.db');
  return `"${program}" serve --store "sqlite:${store}" --listen ${address} --load "${join(root, 'cases')}"`;
}

// Workers read this file again: they are told once where the server is, and do not start another.
const webServer = isOwnServer && process.env.JIATI_STARTED !== 'yes' ? serveCommand() : null;
if (webServer) {
  process.env.JIATI_URL = `http://${address}`;
  process.env.JIATI_STARTED = 'yes';
}

export default defineConfig({
  testDir: '.',
  outputDir: join(root, 'web/test-results'),
  fullyParallel: false,
  workers: 2, // files side by side; the tests of one file follow one another
  timeout: 180_000, // the sanitized program on a busy machine
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.JIATI_URL,
    locale: 'zh-CN',
    timezoneId: 'America/St_Johns', // dates on the page must not follow the reader's clock zone
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: webServer
    ? {
        command: webServer,
        url: `http://${address}/api/v1/me`,
        timeout: 300_000,
        reuseExistingServer: false,
        stdout: 'ignore',
        stderr: 'pipe',
      }
    : undefined,
});
