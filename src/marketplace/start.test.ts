import { expect, test } from 'vitest';
import { startMarketplace } from './start.ts';
import { started, tempFolder } from './started.testing.ts';

test('a token, a secret or an address that could never work is refused at the start, and the folder is free again', async () => {
  const data = tempFolder();
  await expect(startMarketplace({ data, token: 'söme token' })).rejects.toThrow('the token');
  await expect(startMarketplace({ data, secret: 'hush' })).rejects.toThrow('the secret');
  await expect(startMarketplace({ data, webhook: 'ftp://127.0.0.1' })).rejects.toThrow('the address');
  await started({ data });
});

test('a port that is taken is said, and the folder is free again', async () => {
  const { url } = await started({ disputes: 0 });
  const data = tempFolder();
  await expect(startMarketplace({ data, port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  await started({ data, disputes: 0 });
});

test('disputes are filled up to what is wanted, never added twice by a restart, and go on with the first seed', async () => {
  const data = tempFolder();
  const ids = async (disputes: number, seed: string): Promise<unknown[]> => {
    const market = await started({ data, disputes, seed });
    const rows = market.rows('SELECT dispute_id FROM dispute ORDER BY dispute_id').map((row) => Object.values(row as object)[0] as unknown);
    await market.close();
    return rows;
  };
  expect(await ids(2, 'a')).toEqual(['Da-00001', 'Da-00002']);
  expect(await ids(2, 'a')).toHaveLength(2);
  expect(await ids(3, 'b')).toEqual(['Da-00001', 'Da-00002', 'Da-00003']);
});
