import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { defineScript, type SharedState } from '@zdjsm/core';
import type { RefreshGrant } from '../../auth/refresh-access-token.ts';
import type { StoredToken, TokenStore } from '../../auth/token-store.ts';

// KEYS: the token. ARGV: milliseconds that it is worth keeping, and the token as it is kept.
const SAVE = defineScript(`
redis.call('SET', KEYS[1], ARGV[3], 'PX', math.max(1, math.ceil(ARGV[2]) - math.floor(now)))
return {}
`);
const LOAD = defineScript("return { redis.call('GET', KEYS[1]) or '' }");

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps the access token where all processes find it, encrypted under a key that comes from the refresh
 * token: who can read it has the right to fetch one anyway, and Redis' own memory and dumps show nothing.
 */
export function createSharedTokenStore(
  state: SharedState,
  name: string,
  { clientId, refreshToken }: RefreshGrant,
): TokenStore {
  const key = Buffer.from(hkdfSync('sha256', refreshToken.reveal(), clientId, 'zdjsm token', 32));
  return {
    async load() {
      const [kept] = await state.run(LOAD, [name]);
      return typeof kept === 'string' && kept !== '' ? open(key, kept) : undefined;
    },
    async save(token) {
      await state.run(SAVE, [name], [token.expiresAt, seal(key, token)]);
    },
  };
}

function seal(key: Buffer, token: StoredToken): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(token), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

/** Undefined where it was changed, or sealed by another key: a fresh token is fetched then. */
function open(key: Buffer, kept: string): StoredToken | undefined {
  const bytes = Buffer.from(kept, 'base64');
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return JSON.parse(text.toString('utf8')) as StoredToken;
  } catch {
    return undefined;
  }
}
