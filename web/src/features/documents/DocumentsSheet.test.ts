// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import DocumentsSheet from './DocumentsSheet.vue';

const paper = (name: string, format = 'pdf', per_household = false) => ({
  name,
  formats: [format],
  per_household,
});

async function show(items: ReturnType<typeof paper>[]) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ items }))));
  const sheet = mount(DocumentsSheet, { props: { project: 'p1', version: 3 } });
  await flushPromises();
  return sheet;
}
afterEach(() => vi.unstubAllGlobals());

describe('the documents of a project', () => {
  it('are opened where the server has them, a sheet is fetched', async () => {
    const sheet = await show([paper('notice'), paper('shares', 'xlsx'), paper('unheard-of')]);
    expect(sheet.findAll('li')).toHaveLength(2);
    const [notice, shares] = sheet.findAll('a');
    expect(notice!.attributes('href')).toBe('/api/v1/projects/p1/documents/notice.pdf');
    expect(notice!.attributes('target')).toBe('_blank');
    expect(shares!.attributes('download')).toBe('shares.xlsx');
  });

  it('have the pack of the evening first, for those who may have it', async () => {
    const staff = await show([paper('ballot', 'pdf', true), paper('evening-pack')]);
    expect(staff.find('a.btn').attributes('href')).toBe('/api/v1/projects/p1/documents/evening-pack.pdf');
    expect(staff.findAll('li')).toHaveLength(1);
    expect((await show([paper('notice')])).find('a.btn').exists()).toBe(false);
  });

  it('are no empty box where there are none', async () => {
    expect((await show([])).find('section').exists()).toBe(false);
  });
});
