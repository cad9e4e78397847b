/** Carriers as they call themselves, each with the names sources use for it; compared without case, blanks and marks. */
const known: readonly (readonly [name: string, ...aliases: string[]])[] = [
  ['4PX', '4px express', '递四方'],
  ['Aramex', 'أرامكس'],
  ['Australia Post', 'auspost'],
  ['Blue Dart'],
  ['BRT', 'bartolini'],
  ['Cainiao', '菜鸟', '菜鸟物流', 'aliexpress standard shipping', 'aliexpress standard', 'cainiao standard', 'cainiao super economy', 'ae standard'],
  ['Canada Post', 'postes canada'],
  ['CDEK', 'сдэк', 'sdek'],
  ['China Post', '中国邮政', 'china post registered air mail', 'china post ordinary small packet plus', 'cpram', 'chinapost'],
  ['Colissimo'],
  ['Correios', 'correios brasil', 'correios do brasil', 'ect'],
  ['Correos', 'correos de espana', 'correos express'],
  ['Delhivery'],
  ['Deutsche Post', 'deutsche post brief'],
  ['DHL', 'dhl paket', 'dhl parcel', 'dhl germany'],
  ['DHL eCommerce', 'dhl global mail'],
  ['DHL Express'],
  ['DPD', 'dynamic parcel distribution'],
  ['EMS', 'express mail service', 'ems international'],
  ['Evri', 'hermes uk', 'myhermes'],
  ['FedEx', 'federal express', 'fedex express', 'fedex ground'],
  ['GLS', 'general logistics systems'],
  ['Hermes', 'hermes germany'],
  ['Hongkong Post', 'hong kong post', '香港邮政', '香港郵政'],
  ['India Post'],
  ['InPost', 'paczkomaty'],
  ['J&T Express', 'j&t', 'jt express', '极兔', '极兔速递'],
  ['Japan Post', '日本郵便', 'ゆうパック', 'yu-pack', 'yupack'],
  ['Kazpost', 'казпочта', 'қазпошта'],
  ['Korea Post', '우체국', '우체국택배'],
  ['La Poste'],
  ['Mondial Relay'],
  ['Ninja Van'],
  ['Nova Poshta', 'нова пошта', 'новая почта', 'nova post'],
  ['OnTrac', 'lasership'],
  ['Österreichische Post', 'austrian post', 'post at'],
  ['Poczta Polska', 'polish post'],
  ['Poste Italiane', 'sda', 'sda express courier'],
  ['PostNL', 'post nl', 'tnt post'],
  ['PostNord'],
  ['PTT', 'ptt kargo', 'turkish post'],
  ['Royal Mail', 'parcelforce'],
  ['Russian Post', 'почта россии', 'pochta rossii', 'russia post'],
  ['Sagawa', '佐川急便', 'sagawa express'],
  ['SF Express', '顺丰', '顺丰速运', '順豐', 'shunfeng', 's.f. express'],
  ['SEUR'],
  ['Singapore Post', 'singpost'],
  ['Swiss Post', 'die schweizerische post', 'la poste suisse'],
  ['TNT', 'tnt express'],
  ['UPS', 'united parcel service', 'ups ground'],
  ['USPS', 'united states postal service', 'us postal service', 'us mail', 'usps first class', 'usps priority mail'],
  ['Yamato', 'ヤマト運輸', 'クロネコヤマト', 'kuroneko yamato', 'yamato transport', 'ta-q-bin'],
  ['Yanwen', '燕文', '燕文物流', 'yanwen economic air mail', 'yw'],
  ['YunExpress', '云途', '云途物流', 'yuntu', 'yuntu logistics', '云途物流 yunexpress'],
  ['ZTO Express', '中通', '中通快递'],
];

const nameOf = new Map(known.flatMap(([name, ...aliases]) => [name, ...aliases].map((word) => [bare(word), name])));

/** The name a carrier is known by, whichever of its names the source wrote; an unknown carrier keeps the source's words, null stays null. */
export function carrierName(carrier: string | null): string | null {
  return carrier === null ? null : (nameOf.get(bare(carrier)) ?? nameOf.get(bare(carrier.replace(/\s*\(.*\)\s*$/, ''))) ?? carrier.trim());
}

function bare(words: string): string {
  return words.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
