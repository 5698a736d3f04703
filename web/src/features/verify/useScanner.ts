// Reads QR codes from the camera, in browsers that have a detector of their own.
import { onBeforeUnmount, ref, shallowRef, type Ref } from 'vue';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const LOOK_EVERY_MS = 200;

export function useScanner(video: Ref<HTMLVideoElement | null>, onText: (text: string) => void) {
  const { BarcodeDetector } = window as unknown as { BarcodeDetector?: DetectorClass };
  const isOffered = BarcodeDetector !== undefined && 'mediaDevices' in navigator;
  const stream = shallowRef<MediaStream | null>(null);
  const hasFailed = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    stream.value?.getTracks().forEach((track) => track.stop());
    stream.value = null;
  }

  async function start(): Promise<void> {
    if (!BarcodeDetector) return;
    hasFailed.value = false;
    try {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      stream.value = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const look = async (): Promise<void> => {
        if (!stream.value) return;
        const ready = video.value && video.value.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
        const [found] = ready ? await detector.detect(video.value!) : [];
        if (found) {
          stop();
          onText(found.rawValue);
        } else {
          timer = setTimeout(() => void look().catch(fail), LOOK_EVERY_MS);
        }
      };
      void look().catch(fail);
    } catch {
      fail();
    }
  }

  function fail(): void {
    stop();
    hasFailed.value = true;
  }

  onBeforeUnmount(stop);
  return { isOffered, stream, hasFailed, start, stop };
}
