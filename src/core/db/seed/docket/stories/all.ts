import type { Story } from '../story.ts';
import type { Times } from '../times.ts';
import { coatListingChanged, pendantMisspelt, shoesReturnedWorn, wrongColourShoes } from './clothing.ts';
import { counterfeitHeadphones, hazyLens, soapInPhoneBox, tabletCracked } from './electronics.ts';
import { chairRefundedBefore, lampDamagedFile, perfumeLeaked, platesManyLines, rugManyOffers, teaBowlOverdue } from './household.ts';
import { cardWithChargeback, grinderPlug, kettleOnVideo, speakerPhotoBeforeOrder, vacuumReturned } from './machines.ts';
import { deliveredElsewhere, settledAtSource, silentSeller, watchWithoutStrap, wordsOnly } from './parcels.ts';
import { figurineArm, phoneCracked, vaseAgain, vaseFirst } from './repeats.ts';

/** Every story of the docket in its order. */
export const allStories: readonly ((times: Times) => Story)[] = [
  wrongColourShoes, watchWithoutStrap, tabletCracked, deliveredElsewhere, kettleOnVideo, counterfeitHeadphones, coatListingChanged,
  hazyLens, perfumeLeaked, vacuumReturned, silentSeller, rugManyOffers, teaBowlOverdue, cardWithChargeback,
  lampDamagedFile, vaseFirst, vaseAgain, speakerPhotoBeforeOrder, chairRefundedBefore, platesManyLines, settledAtSource,
  wordsOnly, pendantMisspelt, soapInPhoneBox, shoesReturnedWorn, grinderPlug, figurineArm, phoneCracked,
];
