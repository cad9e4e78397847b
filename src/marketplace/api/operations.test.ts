import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { started } from '../started.testing.ts';
import { operations } from './operations.ts';

type Description = { paths: Record<string, Record<string, { operationId: string }>> };

const described = parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'resources', 'marketplace', 'openapi.yaml'), 'utf8')) as Description;
const wanted = Object.entries(described.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`));

test('what is served is exactly what is described: no operation is missing and none is a secret', () => {
  expect(Object.entries(operations).map(([name, { method, path }]) => `${name}: ${method} ${path}`).sort()).toEqual(wanted.sort());
});

test('an address that is not described, and another method on one that is, are not found', async () => {
  const { ask } = await started();
  for (const [method, path] of [['GET', '/v1/secrets'], ['PUT', '/v1/refunds'], ['DELETE', '/v1/refunds/k1'], ['POST', '/v1/ledger']] as const) expect(await ask(method, path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
});
