import type { Story } from '../story.ts';
import type { Times } from '../times.ts';
import { coatListingChanged, pendantMisspelt, shoesReturnedWorn, wrongColourShoes } from './clothing.ts';

/** Every story of the docket in its order. */
export const allStories: readonly ((times: Times) => Story)[] = [wrongColourShoes, coatListingChanged, shoesReturnedWorn, pendantMisspelt];
