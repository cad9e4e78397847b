import { describe, expect, it } from 'vitest';
import { languages, type Account } from '../../contract/people.ts';
import { isSameProfile, profileOf, readSkills, shownAccounts, skillsFault, teamWords, whyFixed } from './accountRows.ts';
import { languageChoices, languageName } from './languageNames.ts';

const account = (personId: string, part: Partial<Account> = {}): Account => ({
  personId, name: personId, role: 'mediator', languages: ['en'], skills: [], isActive: true, passphrase: 'own', createdAt: 0, lastSignedInAt: null, ...part,
});
const iris = account('Iris', { role: 'lead', languages: ['de'] });
const lena = account('Lena', { role: 'lead' });
const dana = account('Dana', { skills: ['Watches', 'fine jewellery'] });
const left = account('Abel', { isActive: false });

describe('the list of people', () => {
  it('would mix those who left among those who are here, or lose them', () => {
    expect(shownAccounts([left, lena, dana], '', false).map((one) => one.name)).toEqual(['Dana', 'Lena']);
    expect(shownAccounts([left, lena, dana], '', true).map((one) => one.name)).toEqual(['Dana', 'Lena', 'Abel']);
  });
  it('would not find who knows watches or speaks German, by any of the words', () => {
    expect(shownAccounts([iris, lena, dana], 'WATCH', false)).toEqual([dana]);
    expect(shownAccounts([iris, lena, dana], 'lead deutsch', false)).toEqual([iris]);
    expect(shownAccounts([iris, lena, dana], 'watch deutsch', false)).toEqual([]);
  });
  it('would say nothing of people who cannot sign in yet', () => {
    expect(teamWords([iris, left, account('Omar', { passphrase: 'given' }), account('Noor', { passphrase: 'none' })])).toBe('3 people, 1 without a passphrase, 1 with one they were given, 1 no longer active');
    expect(teamWords([iris])).toBe('1 person');
  });
});

describe('what cannot be changed', () => {
  it('would be tried before it is said: one’s own role, and the last lead', () => {
    expect(whyFixed(iris, [iris, lena], 'Iris')).toContain('another lead');
    expect(whyFixed(iris, [iris, dana], 'Root')).toContain('last active lead');
    expect(whyFixed(iris, [iris, lena], 'Lena')).toBeNull();
    expect(whyFixed(dana, [iris, dana], 'Iris')).toBeNull();
  });
  it('would count a lead who left or never had a passphrase', () => {
    for (const part of [{ isActive: false }, { passphrase: 'none' as const }]) expect(whyFixed(iris, [iris, { ...lena, ...part }], 'Root')).not.toBeNull();
  });
});

describe('a profile', () => {
  it('would be saved for a blank or an order that says nothing', () => {
    const profile = profileOf({ ...dana, languages: ['en', 'de'] });
    expect(isSameProfile(profile, { ...profile, languages: ['de', 'en'], skills: ' Watches ,fine  jewellery,' })).toBe(true);
    expect(isSameProfile(profile, { ...profile, skills: 'Watches' })).toBe(false);
    expect(isSameProfile(profile, { ...profile, isActive: false })).toBe(false);
  });
  it('would keep a skill twice, or be refused by the core without a word', () => {
    expect(readSkills('Watches, watches; phones\n')).toEqual(['Watches', 'phones']);
    expect(skillsFault('x'.repeat(41))).toContain('40');
    expect(skillsFault(Array.from({ length: 21 }, (_, index) => `s${index}`).join(','))).toContain('21');
    expect(skillsFault('watches')).toBeNull();
  });
  it('would call a language by a name its speakers do not know', () => {
    expect([languageName('de'), languageName('fr'), languageName('ja')]).toEqual(['Deutsch', 'Français', '日本語']);
    expect(new Set(languageChoices().map((one) => one.name)).size).toBe(languages.length);
  });
});
