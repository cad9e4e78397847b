import { workOff } from '../../threadWork.ts';
import { verifySealed } from './openSealed.ts';
import type { VerifyOrder } from './verifyAside.ts';

// Hashing and opening seals blocks its thread for long; this one answers nobody else.

workOff<VerifyOrder, boolean>(({ path, key, size, sha256 }, { signal }) => verifySealed(path, key, size, sha256, signal));
