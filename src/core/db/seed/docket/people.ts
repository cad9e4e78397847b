import type { z } from 'zod';
import type { NeutralParty } from '../../../../contract/neutralCase.ts';

type Party = z.input<typeof NeutralParty>;

function party(role: Party['role'], id: string, displayName: string, language: string, timeZone: string, country: string): Party {
  return { role, id, displayName, language, timeZone, country };
}

/** The people who bought. */
export const buyers = {
  whitfield: party('buyer', 'B-104417', 'Maya Whitfield', 'en', 'America/Los_Angeles', 'US'),
  okafor: party('buyer', 'B-220951', 'Jude Okafor', 'en', 'Europe/London', 'GB'),
  brandt: party('buyer', 'B-318822', 'Annegret Brandt', 'de', 'Europe/Berlin', 'DE'),
  ferrer: party('buyer', 'B-407133', 'Lucía Ferrer Soler', 'es', 'Europe/Madrid', 'ES'),
  sokolova: party('buyer', 'B-511206', 'Екатерина Соколова', 'ru', 'Asia/Almaty', 'KZ'),
  moreau: party('buyer', 'B-612040', 'Tobias Feldkirchner', 'de', 'Europe/Vienna', 'AT'),
  tanaka: party('buyer', 'B-700418', '田中 美咲', 'ja', 'Asia/Tokyo', 'JP'),
  alkhaled: party('buyer', 'B-733190', 'نورة الخالد', 'ar', 'Asia/Kuwait', 'KW'),
  alsabah: party('buyer', 'B-733874', 'يوسف العنزي', 'ar', 'Asia/Kuwait', 'KW'),
  duarte: party('buyer', 'B-801662', 'Camila Duarte', 'pt', 'America/Recife', 'BR'),
  nguyen: party('buyer', 'B-845009', 'Harper Nguyen', 'en', 'Australia/Sydney', 'AU'),
  yilmaz: party('buyer', 'B-866310', 'Selin Yılmaz-Krüger', 'de', 'Europe/Berlin', 'DE'),
  sato: party('buyer', 'B-870055', '佐藤 健一', 'ja', 'Asia/Tokyo', 'JP'),
  kowalczyk: party('buyer', 'B-871904', 'Daniel Kowalczyk', 'en', 'America/Chicago', 'US'),
  ortega: party('buyer', 'B-880217', 'Rodrigo Ortega Villalobos', 'es', 'America/Mexico_City', 'MX'),
  petrov: party('buyer', 'B-882150', 'Игорь Лебедев', 'ru', 'Asia/Tbilisi', 'GE'),
  hughes: party('buyer', 'B-890041', 'Imogen Hughes', 'en', 'Europe/London', 'GB'),
  almeida: party('buyer', 'B-893377', 'Rafael Almeida Santos', 'pt', 'America/Sao_Paulo', 'BR'),
} as const;

/** The shops that sold. */
export const sellers = {
  fleetfoot: party('seller', 'S-2041', 'Fleetfoot Sports Store', 'zh', 'Asia/Shanghai', 'CN'),
  halden: party('seller', 'S-2077', 'Halden Time Official', 'en', 'Europe/London', 'GB'),
  lenz: party('seller', 'S-2103', 'Elektro Lenz', 'de', 'Europe/Berlin', 'DE'),
  shenhe: party('seller', 'S-2188', '深河数码专营店', 'zh', 'Asia/Shanghai', 'CN'),
  atelier: party('seller', 'S-2240', 'Atelier Severin', 'ru', 'Europe/Belgrade', 'RS'),
  kamera: party('seller', 'S-2291', 'Kamera Vogt', 'de', 'Europe/Berlin', 'DE'),
  bayt: party('seller', 'S-2304', 'بيت العود', 'ar', 'Asia/Dubai', 'AE'),
  casa: party('seller', 'S-2350', 'Loja Casa Viva', 'pt', 'America/Sao_Paulo', 'BR'),
  anadolu: party('seller', 'S-2377', 'Anadolu Rugs', 'en', 'Europe/Istanbul', 'TR'),
  kiln: party('seller', 'S-2412', '丹波窯 直売所', 'ja', 'Asia/Tokyo', 'JP'),
  vanta: party('seller', 'S-2430', 'PixelForge Components', 'en', 'America/New_York', 'US'),
  tischlerei: party('seller', 'S-2456', 'Tischlerei Hollmann', 'de', 'Europe/Berlin', 'DE'),
  terra: party('seller', 'S-2481', 'Terra e Fogo Cerâmica', 'pt', 'Europe/Lisbon', 'PT'),
  onda: party('seller', 'S-2502', 'Onda Audio México', 'es', 'America/Mexico_City', 'MX'),
  emmel: party('seller', 'S-2519', 'Emmeline Engraving', 'en', 'Europe/Dublin', 'IE'),
  audio: party('seller', 'S-2560', 'SoundBargain Direct', 'en', 'Asia/Hong_Kong', 'HK'),
} as const;
