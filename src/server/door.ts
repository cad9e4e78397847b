import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A one-time link that nobody opened ends after this many milliseconds. */
const codeLifeMs = 10 * 60_000;
/** More links than this are never open at once; the oldest ends. */
const mostCodes = 100;
/** Wrong codes and tokens that are answered within a minute, before the door stays shut for the rest of it. */
const mostFailures = 20;
const failureWindowMs = 60_000;

/** Who may come in: the holder of the token gets one-time codes, a code gets one session, a session gets everything else. */
export type Door = {
  /** 256 random bits, hex; kept in the data folder for the owner of the machine. */
  readonly token: string;
  isToken(given: string): boolean;
  newCode(): string;
  /** Uses a code up; the answer is the secret of a new session, null for a code that is wrong, used or too old. */
  redeem(code: string): string | null;
  /** The session's name for the core, which is no secret; null when there is no such session. */
  sessionOf(secret: string): string | null;
  /** True while too many wrong codes or tokens came, which stops guessing. */
  isShut(): boolean;
};

/** A door with a new token and nobody inside. `clock`: integer ms. */
export function createDoor(clock: () => number = Date.now): Door {
  const token = newSecret();
  const codes = new Map<string, number>();
  const sessions = new Set<string>();
  let failures: number[] = [];

  function fail(): null {
    failures.push(clock());
    return null;
  }

  return {
    token,
    isToken: (given) => {
      const isRight = timingSafeEqual(digest(given), digest(token));
      if (!isRight) fail();
      return isRight;
    },
    newCode: () => {
      const code = newSecret();
      codes.set(nameOf(code), clock() + codeLifeMs);
      const [oldest] = codes.keys();
      if (codes.size > mostCodes && oldest) codes.delete(oldest);
      return code;
    },
    redeem: (code) => {
      const name = nameOf(code);
      const until = codes.get(name);
      codes.delete(name);
      if (until === undefined || until < clock()) return fail();
      const secret = newSecret();
      sessions.add(nameOf(secret));
      return secret;
    },
    sessionOf: (secret) => {
      const name = nameOf(secret);
      return sessions.has(name) ? name : null;
    },
    isShut: () => {
      failures = failures.filter((at) => at > clock() - failureWindowMs);
      return failures.length >= mostFailures;
    },
  };
}

const newSecret = () => randomBytes(32).toString('hex');
const digest = (text: string) => createHash('sha256').update(text).digest();
/** Secrets are looked up by their hash, so that the time of a look-up tells nothing about them. */
const nameOf = (secret: string) => digest(secret).toString('hex');
