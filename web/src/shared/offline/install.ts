// Keeps the app's own files on this device, so that a round can be opened without a network. Only those who go on rounds
// get it: nobody else's telephone is filled.
export function keepApp(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined); // without it the round needs a network
}
