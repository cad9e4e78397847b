import type { Handlers } from '../handlers.ts';
import { describeConnection, setConnection } from './setConnection.ts';
import { testConnection } from './testConnection.ts';

export const marketplaceHandlers: Pick<Handlers, 'marketplace.get' | 'marketplace.set' | 'marketplace.test'> = {
  'marketplace.get': (desk, _input, by) => describeConnection(desk, by),
  'marketplace.set': setConnection,
  'marketplace.test': testConnection,
};
