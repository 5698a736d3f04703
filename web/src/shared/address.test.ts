import { describe, expect, it } from 'vitest';
import { isOpenToPhones } from './address';

describe('an address on paper', () => {
  it.each(['https://jiati.example.cn', 'http://8.8.4.4:8080', 'https://[2001:db8::1]'])(
    'may be %s',
    (origin) => {
      expect(isOpenToPhones(origin)).toBe(true);
    },
  );

  it.each([
    'http://127.0.0.1:8080',
    'http://localhost:8080',
    'http://jiati',
    'http://jiati.local',
    'http://10.1.2.3',
    'http://172.20.0.1',
    'http://192.168.1.2',
    'http://100.64.0.1',
    'http://[::1]:8080',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'file:///tmp/index.html',
  ])('is not %s', (origin) => {
    expect(isOpenToPhones(origin)).toBe(false);
  });
});
