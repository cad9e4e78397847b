import type { Reason } from '../../../../contract/vocabulary.ts';

/** The languages generated parties write in. */
export const languages = ['en', 'de', 'ru', 'es', 'pt', 'zh', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What a buyer says for each reason; the English line is also the translation of the others. */
export const complaints: Record<Language, Record<Reason, string>> = {
  en: {
    not_received: 'I have been waiting for {days} days and nothing has arrived.',
    not_as_described: 'The item differs from the description. I would not have bought it like this.',
    wrong_item: 'I received something else than I ordered.',
    defective: 'It stopped working after {days} days of normal use.',
    damaged_in_transit: 'The parcel was damaged and the item inside is broken.',
    missing_parts: 'A part named in the listing was not in the box.',
    counterfeit: 'This is a copy. The label and the print are not those of the brand.',
    return_not_refunded: 'I sent it back {days} days ago and still have no refund.',
    other: 'What was agreed in the chat was not done.',
  },
  de: {
    not_received: 'Ich warte seit {days} Tagen und es ist nichts angekommen.',
    not_as_described: 'Der Artikel weicht von der Beschreibung ab. So hätte ich ihn nicht gekauft.',
    wrong_item: 'Ich habe etwas anderes bekommen, als ich bestellt habe.',
    defective: 'Nach {days} Tagen normaler Nutzung funktioniert das Gerät nicht mehr.',
    damaged_in_transit: 'Das Paket war beschädigt und der Artikel darin ist kaputt.',
    missing_parts: 'Ein in der Anzeige genanntes Teil lag nicht im Karton.',
    counterfeit: 'Das ist eine Fälschung. Etikett und Druck stammen nicht vom Hersteller.',
    return_not_refunded: 'Ich habe den Artikel vor {days} Tagen zurückgeschickt und noch kein Geld erhalten.',
    other: 'Was im Chat vereinbart war, wurde nicht gemacht.',
  },
  ru: {
    not_received: 'Жду уже {days} дн., но посылка так и не пришла.',
    not_as_described: 'Товар не соответствует описанию. В таком виде я бы его не покупал.',
    wrong_item: 'Мне прислали не тот товар, который я заказывал.',
    defective: 'Через {days} дн. обычного использования устройство перестало работать.',
    damaged_in_transit: 'Посылка была повреждена, товар внутри разбит.',
    missing_parts: 'В коробке нет детали, указанной в объявлении.',
    counterfeit: 'Это подделка. Этикетка и надписи не такие, как у производителя.',
    return_not_refunded: 'Я отправил товар обратно {days} дн. назад, а деньги не вернули.',
    other: 'То, о чём договорились в чате, не выполнено.',
  },
  es: {
    not_received: 'Llevo {days} días esperando y no ha llegado nada.',
    not_as_described: 'El artículo no coincide con la descripción. Así no lo habría comprado.',
    wrong_item: 'He recibido algo distinto de lo que pedí.',
    defective: 'Dejó de funcionar después de {days} días de uso normal.',
    damaged_in_transit: 'El paquete venía dañado y el artículo está roto.',
    missing_parts: 'En la caja faltaba una pieza que figura en el anuncio.',
    counterfeit: 'Es una copia. La etiqueta y la impresión no son de la marca.',
    return_not_refunded: 'Lo devolví hace {days} días y todavía no tengo el reembolso.',
    other: 'No se hizo lo que acordamos en el chat.',
  },
  pt: {
    not_received: 'Estou esperando há {days} dias e nada chegou.',
    not_as_described: 'O produto é diferente da descrição. Assim eu não teria comprado.',
    wrong_item: 'Recebi um produto diferente do que pedi.',
    defective: 'Parou de funcionar depois de {days} dias de uso normal.',
    damaged_in_transit: 'O pacote chegou danificado e o produto está quebrado.',
    missing_parts: 'Faltava na caixa uma peça que consta no anúncio.',
    counterfeit: 'É uma cópia. A etiqueta e a impressão não são da marca.',
    return_not_refunded: 'Devolvi há {days} dias e ainda não recebi o reembolso.',
    other: 'O que combinamos no chat não foi feito.',
  },
  zh: {
    not_received: '已经等了{days}天，什么都没有收到。',
    not_as_described: '商品与描述不符，如果知道是这样我不会买。',
    wrong_item: '收到的商品和我下单的不一样。',
    defective: '正常使用{days}天后就坏了。',
    damaged_in_transit: '包裹破损，里面的商品也碎了。',
    missing_parts: '盒子里缺少页面上写明的配件。',
    counterfeit: '这是仿品，标签和印刷都不是品牌的。',
    return_not_refunded: '{days}天前已经退货，至今没有收到退款。',
    other: '聊天中约定的事情没有做到。',
  },
  ar: {
    not_received: 'أنتظر منذ {days} يومًا ولم يصل شيء.',
    not_as_described: 'المنتج يختلف عن الوصف. لم أكن لأشتريه بهذه الحالة.',
    wrong_item: 'استلمت شيئًا غير الذي طلبته.',
    defective: 'توقف عن العمل بعد {days} يومًا من الاستخدام العادي.',
    damaged_in_transit: 'كان الطرد تالفًا والمنتج بداخله مكسور.',
    missing_parts: 'قطعة مذكورة في الإعلان لم تكن في العلبة.',
    counterfeit: 'هذا تقليد. الملصق والطباعة ليسا من العلامة الأصلية.',
    return_not_refunded: 'أعدته منذ {days} يومًا ولم يصلني المبلغ بعد.',
    other: 'ما اتفقنا عليه في المحادثة لم يُنفَّذ.',
  },
};

/** What a seller answers: denies, meets halfway, asks for patience. */
export const replies: Record<Language, readonly [string, string, string]> = {
  en: ['The item left us in perfect order. We cannot accept this claim.', 'We are sorry. We can offer you a part of the price.', 'We are checking with the carrier. Please give us three days.'],
  de: ['Die Ware hat unser Lager einwandfrei verlassen. Wir lehnen die Forderung ab.', 'Das tut uns leid. Wir können Ihnen einen Teil des Preises anbieten.', 'Wir klären das mit dem Paketdienst. Bitte geben Sie uns drei Tage.'],
  ru: ['Товар отправлен в полном порядке. Претензию принять не можем.', 'Нам очень жаль. Можем вернуть часть стоимости.', 'Уточняем у службы доставки. Дайте нам, пожалуйста, три дня.'],
  es: ['El artículo salió en perfecto estado. No podemos aceptar la reclamación.', 'Lo sentimos. Podemos ofrecerle una parte del precio.', 'Lo estamos comprobando con el transportista. Denos tres días, por favor.'],
  pt: ['O produto saiu em perfeito estado. Não podemos aceitar a reclamação.', 'Lamentamos. Podemos oferecer uma parte do valor.', 'Estamos verificando com a transportadora. Aguarde três dias, por favor.'],
  zh: ['商品发出时完好无损，我们无法接受这个投诉。', '非常抱歉，我们可以退还部分货款。', '我们正在与物流核实，请给我们三天时间。'],
  ar: ['خرج المنتج من عندنا سليمًا، ولا يمكننا قبول هذه الشكوى.', 'نعتذر منكم. يمكننا إعادة جزء من المبلغ.', 'نراجع شركة الشحن، نرجو إمهالنا ثلاثة أيام.'],
};

/** Given and family names to combine, the country, zone and currency of people of a language. */
export const people: Record<Language, { given: readonly string[]; family: readonly string[]; country: string; timeZone: string; currency: string }> = {
  en: { given: ['Amelia', 'Noah', 'Priya', 'Owen', 'Grace', 'Ethan', 'Chloe', 'Marcus', 'Ruth', 'Dylan'], family: ['Harris', 'Patel', 'Walsh', 'Bennett', 'Osei', 'Fraser', 'Lindqvist', 'Murphy', 'Chandra', 'Doyle'], country: 'US', timeZone: 'America/New_York', currency: 'USD' },
  de: { given: ['Katrin', 'Jonas', 'Heike', 'Lukas', 'Birgit', 'Moritz', 'Sabine', 'Emre', 'Ulrike', 'Fabian'], family: ['Schäfer', 'Vogel', 'Niemeyer', 'Aydin', 'Großmann', 'Kühn', 'Petersen', 'Wolff', 'Baumgartner', 'Reuter'], country: 'DE', timeZone: 'Europe/Berlin', currency: 'EUR' },
  ru: { given: ['Анна', 'Дмитрий', 'Ольга', 'Сергей', 'Мария', 'Павел', 'Елена', 'Никита', 'Дарья', 'Максим'], family: ['Коваленко', 'Зайченко', 'Гончар', 'Левченко', 'Мороз', 'Бондарь', 'Ткаченко', 'Руденко', 'Шевчук', 'Ковач'], country: 'KZ', timeZone: 'Asia/Almaty', currency: 'EUR' },
  es: { given: ['Carmen', 'Javier', 'Elena', 'Mateo', 'Pilar', 'Andrés', 'Ximena', 'Diego', 'Rocío', 'Tomás'], family: ['Navarro Gil', 'Ibáñez', 'Castaño', 'Rivas Mora', 'Peña', 'Quintero', 'Salas', 'Domínguez', 'Vidal', 'Herrera'], country: 'ES', timeZone: 'Europe/Madrid', currency: 'EUR' },
  pt: { given: ['Beatriz', 'João', 'Larissa', 'Tiago', 'Helena', 'Bruno', 'Sofia', 'Caio', 'Marta', 'Gustavo'], family: ['Nogueira', 'Teixeira', 'Barros', 'Cardoso', 'Moura', 'Pinto', 'Figueiredo', 'Ramos', 'Lacerda', 'Azevedo'], country: 'BR', timeZone: 'America/Sao_Paulo', currency: 'BRL' },
  zh: { given: ['伟', '静', '磊', '敏', '芳', '洋', '娜', '强', '洁', '鹏'], family: ['王', '李', '陈', '刘', '赵', '黄', '周', '吴', '徐', '孙'], country: 'HK', timeZone: 'Asia/Hong_Kong', currency: 'JPY' },
  ar: { given: ['فاطمة', 'أحمد', 'مريم', 'خالد', 'ليلى', 'عمر', 'هدى', 'سالم', 'نوف', 'يوسف'], family: ['الرشيد', 'المطيري', 'الحربي', 'الصالح', 'العتيبي', 'الكندري', 'الفهد', 'البدر', 'الهاجري', 'السالم'], country: 'KW', timeZone: 'Asia/Kuwait', currency: 'KWD' },
};

/** Shops that sell in generated cases. */
export const shops = ['Harbour Lane Goods', 'Blue Kestrel Store', 'Lumen & Co', 'Tienda Aurora', 'Nordlicht Handel', 'Casa Marfim', '东江优选', '云帆百货', 'Северный дом', 'دار الياسمين', 'Pinecrest Outlet', 'Yamate Select'] as const;
