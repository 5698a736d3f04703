// Whether a telephone outside this house could open the address: a code on paper that leads nowhere is worse than none.
export function isOpenToPhones(origin: string): boolean {
  const url = new URL(origin);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!/^https?:$/.test(url.protocol)) return false;
  if (host.includes(':')) return !/^(::1?$|f[cd]|fe[89ab])/i.test(host); // IPv6
  const [a = 0, b = 0] = host.split('.').map(Number);
  if (/^\d+(\.\d+){3}$/.test(host))
    return !(
      a === 0 ||
      a === 10 ||
      a === 127 ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b < 128)
    );
  return host.includes('.') && !/\.(local|localhost|internal|lan|home|test|invalid)$/i.test(host);
}
