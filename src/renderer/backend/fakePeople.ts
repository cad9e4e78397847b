import type { Account, Door, peopleMethods, Person } from '../../contract/people.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { dayMs } from './fakeParts.ts';

type Handlers = { [Name in keyof typeof peopleMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
/** How the door of the fake stands at first; `older`: cases and names, and no passphrase yet. */
export type FakeDoor = 'open' | 'closed' | 'new' | 'older' | 'real';
type Parts = { first: Person | null; door: FakeDoor; newId: (word: string) => string; fail: (code: ErrorCode, message: string, data?: unknown) => never; tell: (event: DeskEvent) => void };
type Kept = Account & { word: string };

/** The passphrase of every ready account of the fake. */
export const fakePassphrase = 'correct horse battery';
/** Wrong tries for a name until it has to wait. */
const freeTries = 3;

const account = (personId: string, name: string, role: Role, part: Partial<Kept> = {}): Kept => ({
  personId, name, role, languages: ['en'], skills: [], isActive: true, passphrase: 'own', createdAt: Date.now() - 90 * dayMs, lastSignedInAt: Date.now() - dayMs, word: fakePassphrase, ...part,
});
const readyAccounts = (): Kept[] => [
  account('p-dana', 'Dana Okafor', 'mediator', { languages: ['en', 'de'], skills: ['watches', 'jewellery'] }),
  account('p-iris', 'Iris Adler', 'lead', { languages: ['de', 'en', 'fr'] }),
  account('p-noor', 'Noor Haddad', 'triage', { languages: ['ar', 'en'], skills: ['phones'] }),
  account('p-omar', 'Omar Benali', 'mediator', { languages: ['fr', 'ar'], passphrase: 'given', lastSignedInAt: null }),
  account('p-luis', 'Luís Pereira da Conceição e Vasconcelos', 'mediator', { languages: ['pt', 'es'], isActive: false, lastSignedInAt: Date.now() - 40 * dayMs }),
];

/** People of the fake as the core keeps them: throttled tries, a lock, passphrases that are due, and never without a lead. */
export function fakePeople({ first, door, newId, fail, tell }: Parts) {
  const accounts: Kept[] = door === 'new' ? [] : readyAccounts().map((one) => (door === 'older' ? { ...one, passphrase: 'none', word: '' } : one));
  if (first && !accounts.some((one) => one.personId === first.personId)) accounts.push(account(first.personId, first.name, first.role));
  let current: string | null = first?.personId ?? null;
  let isLocked = false;
  let isOpen = door === 'open' || door === 'real' || first !== null;
  let recoveryCode: string | null = isOpen || door === 'closed' ? '4H7K-Q2MX-9TRB-W5CD-8NFP-3JVA' : null;
  const settings = { idleMinutes: 10 };
  const wrong = new Map<string, { count: number; until: number }>();

  const keyOf = (name: string) => name.trim().normalize('NFC').toLowerCase();
  const find = (personId: string): Kept => accounts.find((one) => one.personId === personId) ?? fail('NOT_FOUND', 'There is no such person on this desk.');
  const me = (): Kept => (current === null ? fail('NOT_SIGNED_IN', 'Sign in first. Nothing was changed.') : find(current));
  const plain = ({ personId, name, role }: Person): Person => ({ personId, name, role });
  const shown = ({ word: _word, ...one }: Kept): Account => one;
  const hasLead = () => accounts.some((one) => one.role === 'lead' && one.isActive && one.passphrase !== 'none');
  const changed = () => queueMicrotask(() => tell({ type: 'people.changed' }));
  const newCode = () => (recoveryCode = Array.from({ length: 6 }, () => Array.from({ length: 4 }, () => '23456789ABCDEFGHJKMNPQRSTVWXYZ'[Math.floor(Math.random() * 30)]).join('')).join('-'));

  /** Lets a try through or says when the next may come; a right one forgets the wrong ones. */
  function attempt(name: string, isRight: boolean, words: string): void {
    const key = keyOf(name);
    const before = wrong.get(key) ?? { count: 0, until: 0 };
    if (before.until > Date.now()) fail('TOO_MANY_TRIES', 'There were too many wrong tries. Nothing was opened.', { until: before.until });
    if (isRight) return void wrong.delete(key);
    const count = before.count + 1;
    const until = count < freeTries ? 0 : Date.now() + 10_000 * 2 ** (count - freeTries);
    wrong.set(key, { count, until });
    fail('WRONG_PASSPHRASE', words);
  }

  function enter(one: Kept): Person {
    Object.assign(one, { lastSignedInAt: Date.now() });
    current = one.personId;
    isLocked = false;
    isOpen = true;
    changed();
    return plain(one);
  }

  function isLastLead(one: Kept): boolean {
    return one.role === 'lead' && !accounts.some((other) => other !== one && other.role === 'lead' && other.isActive);
  }

  const handlers: Handlers = {
    'people.door': (): Door => {
      const one = current === null ? null : find(current);
      return {
        state: hasLead() ? (isOpen ? 'open' : 'closed') : 'new', person: one && plain(one), isLocked, mustChange: one?.passphrase === 'given', isOlder: !hasLead() && accounts.length > 0, idleMinutes: settings.idleMinutes,
        sample: door === 'open' ? accounts.filter((each) => each.isActive && each.word !== '').map(({ name, role, word }) => ({ name, role, passphrase: word })) : null,
      };
    },
    'people.setUp': ({ name, passphrase }) => {
      if (hasLead()) fail('NOT_ALLOWED_NOW', 'This desk has a lead already. Sign in instead.');
      const known = accounts.find((one) => keyOf(one.name) === keyOf(name));
      const one = known ?? account(newId('person'), name.trim(), 'lead');
      if (!known) accounts.push(one);
      Object.assign(one, { role: 'lead', passphrase: 'own', word: passphrase });
      return { person: enter(one), recoveryCode: newCode() };
    },
    'people.signIn': ({ name, passphrase }) => {
      const one = accounts.find((each) => keyOf(each.name) === keyOf(name));
      attempt(name, one !== undefined && one.isActive && one.word !== '' && one.word === passphrase, 'This name and passphrase do not fit together. Nobody was signed in.');
      return enter(one!);
    },
    'people.signOut': () => {
      current = null;
      isLocked = false;
      return null;
    },
    'people.lock': () => {
      isLocked = me().personId !== '';
      return null;
    },
    'people.unlock': ({ passphrase }) => {
      const one = me();
      attempt(one.name, one.word === passphrase, 'This is not the passphrase. The window stays locked.');
      isLocked = false;
      return plain(one);
    },
    'people.touch': () => null,
    'people.changePassphrase': ({ passphrase, next }) => {
      const one = me();
      attempt(one.name, one.word === passphrase, 'This is not your passphrase. It stays as it was.');
      Object.assign(one, { word: next, passphrase: 'own' });
      changed();
      return null;
    },
    'people.recover': ({ name, recoveryCode: typed, passphrase }) => {
      const one = accounts.find((each) => keyOf(each.name) === keyOf(name));
      const bare = (text: string | null) => (text ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
      attempt(name, one?.role === 'lead' && recoveryCode !== null && bare(typed) === bare(recoveryCode), 'This name and recovery code do not fit together. Nothing was opened.');
      Object.assign(one!, { word: passphrase, passphrase: 'own' });
      return { person: enter(one!), recoveryCode: newCode() };
    },
    'people.newRecoveryCode': ({ passphrase }) => {
      attempt(me().name, me().word === passphrase, 'This is not your passphrase. The recovery code stays as it was.');
      return { recoveryCode: newCode() };
    },
    'people.list': () => accounts.filter((one) => one.isActive && one.role !== 'admin').map(plain),
    'people.accounts': () => accounts.map(shown).sort((a, b) => a.name.localeCompare(b.name)),
    'people.add': ({ name, passphrase, ...profile }) => {
      if (accounts.some((one) => keyOf(one.name) === keyOf(name))) fail('CONFLICT', `There is somebody called ${name.trim()} already. Nothing was changed.`);
      const one: Kept = { personId: newId('person'), name: name.trim(), ...profile, isActive: true, passphrase: 'given', createdAt: Date.now(), lastSignedInAt: null, word: passphrase };
      accounts.push(one);
      changed();
      return shown(one);
    },
    'people.change': ({ personId, requestId: _requestId, ...profile }) => {
      const one = find(personId);
      const isLess = profile.role !== one.role || profile.isActive !== one.isActive;
      if (personId === current && isLess) fail('NOT_ALLOWED_NOW', 'Nobody changes their own role or leaves by themselves. Another lead can.');
      if (isLess && isLastLead(one)) fail('NOT_ALLOWED_NOW', `${one.name} is the last active lead. Make another one first.`);
      Object.assign(one, profile);
      changed();
      return shown(one);
    },
    'people.resetPassphrase': ({ personId, passphrase }) => {
      const one = find(personId);
      Object.assign(one, { word: passphrase, passphrase: 'given' });
      if (personId === current) current = null;
      changed();
      return shown(one);
    },
  };

  /** What stands before every call but those at the door. */
  function guard(method: MethodName): void {
    const one = me();
    if (isLocked) fail('LOCKED', 'This window is locked. Nothing was changed.');
    if (one.passphrase === 'given' && method !== 'people.changePassphrase' && method !== 'people.lock') fail('PASSPHRASE_DUE', 'Choose your own passphrase first. Nothing was changed.');
  }

  return { handlers, settings, guard, me: () => plain(me()), who: (): Person | null => (current === null ? null : plain(find(current))), everyone: (): Person[] => accounts.map(plain) };
}
