import type { Role } from '../contract/vocabulary.ts';

/** The passphrase of everybody in tests with a browser: the one of a sample desk, whose ready accounts are part of the team. */
export const teamPassphrase = 'the sample desk is open to all';

/** Everybody who signs in somewhere in the tests with a browser. The first lead is who sets desks up. */
export const team: readonly { name: string; role: Role }[] = [
  { name: 'Lena Vogt', role: 'lead' },
  { name: 'Lena', role: 'lead' },
  { name: 'Lea', role: 'lead' },
  { name: 'Iris Adler', role: 'lead' },
  { name: 'Dana', role: 'mediator' },
  { name: 'Dana Ruiz', role: 'mediator' },
  { name: 'Omar', role: 'mediator' },
  { name: 'Bo', role: 'mediator' },
  { name: 'Bo Lind', role: 'mediator' },
  { name: 'Ada', role: 'mediator' },
  { name: 'Tess', role: 'triage' },
  { name: 'Noor', role: 'triage' },
  { name: 'Tariq Noor', role: 'triage' },
];
