import { describe, expect, it } from 'vitest';
import { queueForm, readQueue, readRule } from './queueForm.ts';
import { anyCase } from './ruleWords.ts';

const empty = queueForm(null);

describe('the form of a queue', () => {
  it('comes back as it went in, so that opening and saving a queue changes nothing', () => {
    const rule = { ...anyCase, reasons: ['counterfeit' as const], markets: ['DE'], languages: ['de'], sources: ['paypal'], valueFrom: 123_456, valueBelow: 999_900_000 };
    const people = [{ personId: 'p-1', personName: 'Dana', role: 'mediator' as const, capacity: 3, holds: 1, lacks: null }, { personId: 'p-2', personName: 'Iris', role: 'lead' as const, capacity: null, holds: 0, lacks: null }];
    const queue = { queueId: 'q', name: 'Fakes', place: 0, rule, skill: 'watches', isActive: false, people, waiting: 0, inReview: 0, overdue: 0, isMoreOverdue: false, oldestAt: null, unserved: null };
    expect(readQueue(queueForm(queue), 'q').input).toEqual({ queueId: 'q', name: 'Fakes', rule, skill: 'watches', isActive: false, people: [{ personId: 'p-1', capacity: 3 }, { personId: 'p-2', capacity: null }] });
  });
  it('reads dollars to the cent and no other way', () => {
    expect(readRule({ ...empty, from: 'USD 1,049.90' }).rule?.valueFrom).toBe(104_990);
    expect(readRule({ ...empty, from: '19.99' }).rule?.valueFrom).toBe(1_999);
    expect(readRule({ ...empty, from: '1e5' }).problems).toHaveProperty('from');
    expect(readRule({ ...empty, from: '12.345' }).problems).toHaveProperty('from');
  });
  it('refuses a span that no case can fit', () => {
    expect(readRule({ ...empty, from: '500', below: '500' }).problems).toHaveProperty('below');
    expect(readRule({ ...empty, below: '0' }).problems).toHaveProperty('below');
  });
  it('keeps no limit apart from a limit of nothing', () => {
    expect(readQueue({ ...empty, name: 'A', people: { p: ' ' } }, null).input?.people).toEqual([{ personId: 'p', capacity: null }]);
    expect(readQueue({ ...empty, name: 'A', people: { p: '0' } }, null).problems).toHaveProperty('person-p');
    expect(readQueue({ ...empty, name: 'A', people: { p: '2.5' } }, null).problems).toHaveProperty('person-p');
  });
  it('asks for a name that is more than spaces', () => {
    expect(readQueue({ ...empty, name: '  ' }, null).problems).toHaveProperty('name');
  });
});
