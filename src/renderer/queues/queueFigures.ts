import type { Queue, QueuePerson } from '../../contract/queues.ts';

/** Who works on a queue, in short: 'Dana 2 of 3, Iris'; how many more past the first few. */
export function peopleWords(queue: Pick<Queue, 'people' | 'skill' | 'queueId'>, most = 3): string {
  if (queue.people.length === 0) return queue.queueId === null ? 'Everybody' : queue.skill === null ? 'Everybody with the language' : `Everybody with ${queue.skill}`;
  const named = queue.people.slice(0, most).map((one) => `${one.personName}${one.capacity === null ? '' : ` ${one.holds} of ${one.capacity}`}`);
  return [...named, ...(queue.people.length > most ? [`${queue.people.length - most} more`] : [])].join(', ');
}

/** How many waiting cases are past a deadline: '12', '1,000+'. */
export function overdueWords({ overdue, isMoreOverdue }: Pick<Queue, 'overdue' | 'isMoreOverdue'>): string {
  return `${overdue.toLocaleString('en-US')}${isMoreOverdue ? '+' : ''}`;
}

/** True when a person may have no more cases of the queue in hand. */
export function isFull({ capacity, holds }: Pick<QueuePerson, 'capacity' | 'holds'>): boolean {
  return capacity !== null && holds >= capacity;
}

/** What becomes of the cases of a queue that is taken away, in words. */
export function removalWords(queue: Pick<Queue, 'waiting' | 'inReview'>): string {
  const cases = queue.waiting === 1 ? 'Its 1 waiting case goes' : `Its ${queue.waiting.toLocaleString('en-US')} waiting cases go`;
  const waiting = queue.waiting === 0 ? 'No case waits in it.' : `${cases} to the first other queue that takes them, or to the general one. None is lost.`;
  if (queue.inReview === 0) return waiting;
  return `${waiting} ${queue.inReview === 1 ? 'The 1 case in hand stays' : `The ${queue.inReview.toLocaleString('en-US')} cases in hand stay`} with whoever works on ${queue.inReview === 1 ? 'it' : 'them'}.`;
}
