import type { Account, Language } from '../../contract/people.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { roleWords } from '../ui/words.ts';
import { languageName } from './languageNames.ts';

/** What can be changed about a person, as it is typed: skills parted by commas. */
export type Profile = { role: Role; languages: Language[]; skills: string; isActive: boolean };

/** The most skills and the longest one the core takes. */
const most = { skills: 20, length: 40 };

/** The profile of an account. */
export function profileOf({ role, languages, skills, isActive }: Pick<Account, 'role' | 'languages' | 'skills' | 'isActive'>): Profile {
  return { role, languages: [...languages], skills: skills.join(', '), isActive };
}

/** Whether both say the same. */
export function isSameProfile(one: Profile, other: Profile): boolean {
  const bare = (profile: Profile): string => JSON.stringify([profile.role, profile.languages.toSorted(), readSkills(profile.skills), profile.isActive]);
  return bare(one) === bare(other);
}

/** The skills of a typed list, each once, in the order they were typed. */
export function readSkills(typed: string): string[] {
  const found = new Map<string, string>();
  for (const part of typed.split(/[,;\n]/)) {
    const words = part.trim().replace(/\s+/g, ' ').normalize('NFC');
    if (words !== '' && !found.has(words.toLowerCase())) found.set(words.toLowerCase(), words);
  }
  return [...found.values()];
}

/** What is wrong with a typed list of skills; null when nothing is. */
export function skillsFault(typed: string): string | null {
  const skills = readSkills(typed);
  const long = skills.find((one) => one.length > most.length);
  if (long !== undefined) return `“${long.slice(0, 24)}...” is longer than ${most.length} characters.`;
  return skills.length > most.skills ? `At most ${most.skills} skills; these are ${skills.length}.` : null;
}

/** Accounts in which every typed word stands; who has left only when asked for. Active ones first, by name. */
export function shownAccounts(accounts: readonly Account[], typed: string, areLeft: boolean): Account[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (one: Account): string => [one.name, roleWords[one.role], ...one.languages.map(languageName), ...one.skills].join(' ').toLowerCase();
  return accounts
    .filter((one) => (areLeft || one.isActive) && words.every((word) => textOf(one).includes(word)))
    .toSorted((a, b) => Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name));
}

/** Why role and activity of a person cannot be changed by the one who looks; null when they can. The core holds to the same. */
export function whyFixed(one: Account, accounts: readonly Account[], meId: string | undefined): string | null {
  if (one.personId === meId) return 'Nobody changes their own role or leaves by themselves: another lead does it.';
  const isLead = (account: Account): boolean => account.role === 'lead' && account.isActive && account.passphrase !== 'none';
  if (isLead(one) && !accounts.some((other) => other.personId !== one.personId && isLead(other))) return `${one.name} is the last active lead. Make somebody else a lead first.`;
  return null;
}

/** How many there are and what is to be done about them: '12 people, 2 without a passphrase, 1 has not come yet'. */
export function teamWords(accounts: readonly Account[]): string {
  const active = accounts.filter((one) => one.isActive);
  const count = (is: (one: Account) => boolean): number => active.filter(is).length;
  const without = count((one) => one.passphrase === 'none');
  const fresh = count((one) => one.passphrase === 'given');
  return [
    `${active.length} ${active.length === 1 ? 'person' : 'people'}`,
    without > 0 ? `${without} without a passphrase` : '',
    fresh > 0 ? `${fresh} with one they were given` : '',
    accounts.length > active.length ? `${accounts.length - active.length} no longer active` : '',
  ].filter(Boolean).join(', ');
}
