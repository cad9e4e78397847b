import { z } from 'zod';
import { Id, SomeText } from './text.ts';
import { Role } from './vocabulary.ts';

/** Someone who works at this desk. */
export const Person = z.object({ personId: Id, name: z.string(), role: Role });
export type Person = z.infer<typeof Person>;

export const peopleMethods = {
  /** Who is signed in to this session; null before anyone is. */
  'people.current': { roles: 'anyone', input: z.strictObject({}), output: Person.nullable() },
  /** Everyone who has signed in before, to pick from. */
  'people.list': { roles: 'anyone', input: z.strictObject({}), output: z.array(Person) },
  /** Takes a name and a role for this session; no passphrase yet, which the screen says. */
  'people.signIn': {
    roles: 'anyone',
    input: z.strictObject({ name: SomeText.max(80), role: Role.exclude(['admin']) }),
    output: Person,
  },
  'people.signOut': { roles: 'anyone', input: z.strictObject({}), output: z.null() },
} as const;
