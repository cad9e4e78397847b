import type { Handlers } from '../handlers.ts';
import { likeCases } from './likeCases.ts';
import { likeOpen } from './likeOpen.ts';
import { checkTogether } from './togetherCheck.ts';
import { stageTogether } from './togetherStage.ts';
import { undoTogether } from './togetherUndo.ts';

/** Like cases, decided and open, and ruling on several at once. */
export const likeHandlers: Pick<Handlers, 'rulings.likeCases' | 'rulings.likeOpen' | 'rulings.checkTogether' | 'rulings.stageTogether' | 'rulings.undoTogether'> = {
  'rulings.likeCases': (desk, input, by) => likeCases(desk.db, input.caseId, by),
  'rulings.likeOpen': (desk, input, by) => likeOpen(desk.db, input.caseId, by, desk.clock()),
  'rulings.checkTogether': checkTogether,
  'rulings.stageTogether': stageTogether,
  'rulings.undoTogether': undoTogether,
};
