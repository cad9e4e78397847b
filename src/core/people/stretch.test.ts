import crypto from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { byLibrary, byRuntime, drawOut, usualStretch, verifierOf, wrappingKeyOf } from './stretch.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('argon2id', () => {
  it('of this runtime would not be that of RFC 9106, section 5.3', () => {
    const tag = crypto.argon2Sync('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    });
    expect(hex(tag)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  });

  it('of the library would differ from the published vector of the reference implementation, or from that of the runtime', async () => {
    // test.c of P-H-C/phc-winner-argon2: version 0x13, t = 2, m = 2^16, p = 1, "password", "somesalt".
    const stretch = { memoryKib: 65_536, passes: 2, lanes: 1 };
    for (const by of [byRuntime, byLibrary]) {
      expect(hex(await by(Buffer.from('password'), Buffer.from('somesalt'), stretch))).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
    }
    for (const [memoryKib, passes, lanes] of [[32, 3, 4], [64, 1, 2]] as const) {
      const [message, salt] = [Buffer.from('Пароль 🗝'), crypto.randomBytes(16)];
      expect(hex(await byLibrary(message, salt, { memoryKib, passes, lanes }))).toBe(hex(await byRuntime(message, salt, { memoryKib, passes, lanes })));
    }
  });
});

describe('a passphrase', () => {
  const cheap = { memoryKib: 64, passes: 1, lanes: 1 };
  const salt = Buffer.alloc(16, 7);

  it('would be another one when the keyboard composes its letters differently', async () => {
    expect(await drawOut('Zoe\u0308 reist', salt, cheap)).toEqual(await drawOut('Zo\u00eb reist', salt, cheap));
  });

  it('would give the database what unwraps the vault key', async () => {
    const secret = await drawOut('a passphrase', salt, cheap);
    const all = [secret.stretched, verifierOf(secret), wrappingKeyOf(secret)].map(hex);
    expect(new Set(all).size).toBe(3);
  });

  it('would be drawn out with less than 64 MiB and three passes, or with the salt of another', async () => {
    expect(usualStretch).toEqual({ memoryKib: 65_536, passes: 3, lanes: 1 });
    expect(hex((await drawOut('a passphrase', undefined, cheap)).salt)).not.toBe(hex((await drawOut('a passphrase', undefined, cheap)).salt));
  });
});
