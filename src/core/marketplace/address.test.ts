import { expect, it } from 'vitest';
import { marketplaceAddress } from './address.ts';

it('would take one marketplace for two because its address was typed another way', () => {
  for (const typed of ['https://market.example', ' https://Market.example/ ', 'https://market.example/v1', 'https://market.example:443/v1/']) expect(marketplaceAddress(typed), typed).toBe('https://market.example');
  expect(marketplaceAddress('https://market.example/disputes/v1/')).toBe('https://market.example/disputes');
});

it('would send the token where it can be read on the way, or to a machine that only looks like this one', () => {
  for (const good of ['http://127.0.0.1:7420', 'http://localhost:7420', 'http://[::1]:7420']) expect(marketplaceAddress(good), good).toBe(good);
  for (const bad of ['http://market.example', 'http://127.0.0.1.market.example', 'http://localhost.market.example', 'https://a:b@market.example', 'https://market.example/?token=1', 'https://market.example/#x', 'file:///etc/passwd', 'market.example', '', `https://${'a'.repeat(600)}`]) expect(marketplaceAddress(bad), bad).toBeNull();
});
