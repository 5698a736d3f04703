// The server's codes for a browser and a system ("wechat/android") in words people use.
import { code, t } from '@/i18n';

export function deviceWords(device: string): string {
  const [browser = 'other', system = 'other'] = device.split('/');
  if (browser === 'other' && system === 'other') return t('account.sessions.unknown_device');
  return [system, browser]
    .filter((part) => part !== 'other')
    .map((part) => code('device', part))
    .join(' · ');
}
