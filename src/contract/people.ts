import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { Role } from './vocabulary.ts';

/** Someone who works at this desk. */
export const Person = z.object({ personId: Id, name: z.string(), role: Role });
export type Person = z.infer<typeof Person>;

/** The fewest characters of a passphrase. */
export const passphraseLeast = 10;
/** A passphrase somebody chooses; spaces inside count. */
export const NewPassphrase = z.string().min(passphraseLeast, `At least ${passphraseLeast} characters.`).max(1_000);
/** A passphrase somebody types to be let in. */
const Passphrase = z.string().min(1).max(1_000);

/** What the desk says before anybody is let in, and to those who are. */
export const Door = z.object({
  /** `new`: no lead yet, the first start makes one; `closed`: somebody has to open the data folder; `open`. */
  state: z.enum(['new', 'closed', 'open']),
  person: Person.nullable(),
  /** The person is still there and so is their work, but nothing answers before their passphrase. */
  isLocked: z.boolean(),
  /** The passphrase was given by somebody else: nothing answers before the person has chosen their own. */
  mustChange: z.boolean(),
  /** A data folder from before there were accounts: its cases are there, its people have no passphrase yet. */
  isOlder: z.boolean(),
  idleMinutes: z.int(),
  /** Ready accounts of a sample desk, with the passphrases everybody may know; null on a real one. */
  sample: z.array(z.object({ name: z.string(), role: Role, passphrase: z.string() })).nullable(),
});
export type Door = z.infer<typeof Door>;

export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ru', 'uk', 'tr', 'ar', 'he', 'ja', 'ko', 'zh'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** An account as leads keep it. */
export const Account = Person.extend({
  languages: z.array(Language),
  /** What the person knows well, in the team's own words, such as "watches". */
  skills: z.array(z.string()),
  /** False: the person cannot sign in; what they did stays. */
  isActive: z.boolean(),
  /** `none`: a name from before there were accounts; `given`: by a lead, to be changed at the next sign-in; `own`. */
  passphrase: z.enum(['none', 'given', 'own']),
  createdAt: Millis,
  lastSignedInAt: Millis.nullable(),
});
export type Account = z.infer<typeof Account>;

const requestId = z.uuid();
const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const leads = ['lead', 'admin'] as const;
const name = SomeText.max(80);
const profile = { role: Role, languages: z.array(Language).max(languages.length), skills: z.array(SomeText.max(40)).max(20) };

// Commands with a passphrase carry no requestId: nothing derived from one may be kept beside its answer.
export const peopleMethods = {
  /** Whether the desk is open, and who works in this session. */
  'people.door': { roles: 'anyone', input: z.strictObject({}), output: Door },
  /** Makes the first lead of a new desk, or of one from before there were accounts. The recovery code is told this once. */
  'people.setUp': { roles: 'anyone', input: z.strictObject({ name, passphrase: NewPassphrase }), output: z.object({ person: Person, recoveryCode: z.string() }) },
  /** Opens the desk where it is closed, and signs this session in. TOO_MANY_TRIES says until when to wait. */
  'people.signIn': { roles: 'anyone', input: z.strictObject({ name, passphrase: Passphrase }), output: Person },
  'people.signOut': { roles: 'anyone', input: z.strictObject({}), output: z.null() },
  /** Keeps the person and their work in the session, and answers nothing until `people.unlock`. */
  'people.lock': { roles: everyone, input: z.strictObject({}), output: z.null() },
  'people.unlock': { roles: 'anyone', input: z.strictObject({ passphrase: Passphrase }), output: Person },
  /** Says that the person is at the desk: a session nobody touches for `idleMinutes` locks itself. */
  'people.touch': { roles: everyone, input: z.strictObject({}), output: z.null() },
  'people.changePassphrase': { roles: everyone, input: z.strictObject({ passphrase: Passphrase, next: NewPassphrase }), output: z.null() },
  /** A lead who has forgotten their passphrase opens the desk with the recovery code, which is then used up: the new one is told once. */
  'people.recover': {
    roles: 'anyone',
    input: z.strictObject({ name, recoveryCode: z.string().min(1).max(200), passphrase: NewPassphrase }),
    output: z.object({ person: Person, recoveryCode: z.string() }),
  },
  /** Makes a new recovery code and forgets the old one. */
  'people.newRecoveryCode': { roles: leads, input: z.strictObject({ passphrase: Passphrase }), output: z.object({ recoveryCode: z.string() }) },
  /** Everyone who can be named in a choice: active people of every role but admin. */
  'people.list': { roles: everyone, input: z.strictObject({}), output: z.array(Person) },
  'people.accounts': { roles: leads, input: z.strictObject({}), output: z.array(Account) },
  /** Makes an account whose passphrase the person changes at their first sign-in. CONFLICT when the name is taken. */
  'people.add': { roles: leads, input: z.strictObject({ name, ...profile, passphrase: NewPassphrase }), output: Account },
  /** Never one's own role or activity, and never the last active lead's. */
  'people.change': { roles: leads, input: z.strictObject({ requestId, personId: Id, ...profile, isActive: z.boolean() }), output: Account },
  /** Gives a person a new passphrase, which they change at their next sign-in; their sessions end. */
  'people.resetPassphrase': { roles: leads, input: z.strictObject({ personId: Id, passphrase: NewPassphrase }), output: Account },
} as const;
