import { describe, expect, it } from 'vitest';
import { QueueRule } from '../../contract/queues.ts';
import { queueOf, reads, takes, whyNotServed, type Routed } from './routing.ts';

const watch: Routed = { reason: 'counterfeit', market: 'DE', language: 'de', source: 'test', value: 60_000 };
const rule = (change: Partial<QueueRule> = {}) => QueueRule.parse(change);
const queue = (queueId: string, change: Partial<QueueRule>, isActive = true) => ({ queueId, name: queueId, place: 0, rule: rule(change), skill: null, isActive, people: new Map<string, number | null>() });
const ada = { personId: 'ada', languages: ['de'], skills: ['Watches'] };

describe('which queue takes a case', () => {
  it('asks every part of a rule, and takes a value from the first bound to below the second', () => {
    expect(takes(rule(), watch)).toBe(true);
    expect(takes(rule({ reasons: ['defective', 'counterfeit'], markets: ['DE'], languages: ['de'], sources: ['test'] }), watch)).toBe(true);
    expect(takes(rule({ reasons: ['counterfeit'], markets: ['FR'] }), watch)).toBe(false);
    expect([60_000, 60_001].map((valueFrom) => takes(rule({ valueFrom }), watch))).toEqual([true, false]);
    expect([60_000, 60_001].map((valueBelow) => takes(rule({ valueBelow }), watch))).toEqual([false, true]);
  });

  it('never takes a case of an unknown market for one of the named ones', () => {
    expect(takes(rule({ markets: ['DE'] }), { ...watch, market: null })).toBe(false);
  });

  it('is the first by place that is active, else the general one', () => {
    const queues = [queue('off', {}, false), queue('large', { valueFrom: 50_000 }), queue('fakes', { reasons: ['counterfeit'] })];
    expect(queueOf({ queues }, watch)?.queueId).toBe('large');
    expect(queueOf({ queues }, { ...watch, value: 1 })?.queueId).toBe('fakes');
    expect(queueOf({ queues }, { ...watch, value: 1, reason: 'other' })).toBeNull();
  });
});

describe('who is served from a queue', () => {
  it('asks for assignment, skill and language, and takes a skill however it is written', () => {
    expect(whyNotServed(queue('all', {}), ada)).toBeNull();
    expect(whyNotServed({ ...queue('q', {}), people: new Map([['bo', null]]) }, ada)).toMatchObject({ why: 'not_assigned' });
    expect(whyNotServed({ ...queue('q', {}), skill: ' watches ' }, ada)).toBeNull();
    expect(whyNotServed({ ...queue('q', {}), skill: 'shoes' }, ada)).toMatchObject({ why: 'skill' });
    expect(whyNotServed(queue('q', { languages: ['fr'] }), ada)).toMatchObject({ why: 'language', words: 'it needs fr' });
  });

  it('gives a case of a queue in two languages to who reads its own', () => {
    const both = queue('q', { languages: ['fr', 'de'] });
    expect(whyNotServed(both, ada)).toBeNull();
    expect([reads(both, 'de', ada), reads(both, 'fr', ada), reads(null, 'fr', ada)]).toEqual([true, false, true]);
  });
});
