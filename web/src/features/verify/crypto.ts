// SHA-256 and Ed25519: the browser's own where it offers them, which is never the case off https, else @noble.
import { hashes, verifyAsync } from '@noble/ed25519';
import { sha256 as nobleSha256, sha512 } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes';

export interface Crypto {
  sha256(data: Bytes): Promise<Bytes>;
  // Never throws: a key or signature that is none is a signature that does not hold.
  verifyEd25519(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean>;
}

hashes.sha512 = sha512;
hashes.sha512Async = (message) => Promise.resolve(sha512(message));

export const portable: Crypto = {
  sha256: (data) => Promise.resolve(Uint8Array.from(nobleSha256(data))),
  async verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      return await verifyAsync(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};

export function native(subtle: SubtleCrypto): Crypto {
  let hasEd25519 = true;
  return {
    sha256: async (data) => new Uint8Array(await subtle.digest('SHA-256', data)),
    async verifyEd25519(publicKey, message, signature) {
      if (publicKey.length !== 32 || signature.length !== 64) return false;
      if (!hasEd25519) return portable.verifyEd25519(publicKey, message, signature);
      try {
        const key = await subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
        return await subtle.verify({ name: 'Ed25519' }, key, signature, message);
      } catch (error) {
        hasEd25519 = !(error instanceof DOMException && error.name === 'NotSupportedError');
        return portable.verifyEd25519(publicKey, message, signature);
      }
    },
  };
}

const subtle = (globalThis.crypto as globalThis.Crypto | undefined)?.subtle as SubtleCrypto | undefined;
export const system: Crypto = subtle ? native(subtle) : portable;
