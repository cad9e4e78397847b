import type { Language } from './phrases.ts';

/** What parties add in their own words, beside the complaint and the answer; `{shade}`, `{size}`, `{mark}` and `{number}` are filled in per case. */
export type Details = {
  /** One more sentence of the buyer, when the dispute was opened. */
  buyer: readonly string[];
  /** One more sentence of the seller. */
  seller: readonly string[];
  /** What the buyer writes after the answer of the seller. */
  reply: readonly string[];
  /** Colours the goods come in. */
  shades: readonly string[];
};

/** By language. */
export const details: Record<Language, Details> = {
  en: {
    buyer: ['I ordered it in {shade}, size {size}, for a birthday on Saturday.', 'The serial number on the label is {mark}.', 'I wrote to the shop twice and got only a standard answer.', 'Please look at the pictures, the crack runs along the left edge.', 'The invoice number is {number}; the packing slip says something else.', 'My neighbour opened the parcel with me and can confirm it.', 'The charger got so hot that I unplugged it after ten minutes.', 'The seam at the shoulder had come undone before I wore it once.'],
    seller: ['Our warehouse weighed the parcel before dispatch, see note {number}.', 'The item with serial number {mark} passed our final inspection.', 'Please send a short video so that our technician can judge it.', 'The colour {shade} looks different on every screen.', 'According to the carrier it was left with the concierge.', 'We can send a spare part free of charge.'],
    reply: ['That does not help me. I want my money back.', 'A spare part does not mend the crack, and I have no concierge.', 'I have sent the video under the number {number}. Nothing happened since.', 'I would keep it for half the price, not for less.'],
    shades: ['navy', 'olive', 'charcoal', 'ivory', 'burgundy', 'teal', 'sand', 'lilac'],
  },
  de: {
    buyer: ['Ich hatte es in {shade}, Größe {size}, für einen Geburtstag am Samstag bestellt.', 'Die Seriennummer auf dem Typenschild lautet {mark}.', 'Ich habe dem Händler zweimal geschrieben und nur eine Standardantwort erhalten.', 'Bitte sehen Sie sich die Bilder an, der Riss verläuft an der linken Kante.', 'Die Rechnungsnummer ist {number}, auf dem Lieferschein steht etwas anderes.', 'Meine Nachbarin war beim Auspacken dabei und kann es bestätigen.', 'Das Ladegerät wurde so heiß, dass ich es nach zehn Minuten ausgesteckt habe.', 'Die Naht an der Schulter war schon vor dem ersten Tragen offen.'],
    seller: ['Das Paket wurde vor dem Versand gewogen, siehe Beleg {number}.', 'Das Gerät mit der Seriennummer {mark} hat die Endkontrolle bestanden.', 'Bitte schicken Sie ein kurzes Video, damit unser Techniker es beurteilen kann.', 'Der Farbton {shade} wirkt auf jedem Bildschirm anders.', 'Laut Paketdienst wurde es beim Hausmeister abgegeben.', 'Wir können ein Ersatzteil kostenlos nachliefern.'],
    reply: ['Das hilft mir nicht. Ich möchte mein Geld zurück.', 'Ein Ersatzteil behebt den Riss nicht, und einen Hausmeister haben wir nicht.', 'Das Video habe ich unter der Nummer {number} geschickt, seitdem ist nichts passiert.', 'Für den halben Preis würde ich es behalten, für weniger nicht.'],
    shades: ['marineblau', 'oliv', 'anthrazit', 'elfenbein', 'bordeaux', 'petrol', 'sandfarben', 'flieder'],
  },
  ru: {
    buyer: ['Заказывала цвет {shade}, размер {size}, в подарок на субботу.', 'Серийный номер на этикетке: {mark}.', 'Дважды писала в магазин, получила только шаблонный ответ.', 'Посмотрите фотографии: трещина идёт вдоль левого края.', 'Номер счёта {number}, в накладной указано другое.', 'Соседка была при вскрытии посылки и может подтвердить.', 'Зарядное устройство так нагрелось, что через десять минут я его выключил.', 'Шов на плече разошёлся ещё до первой носки.'],
    seller: ['Посылку взвесили перед отправкой, см. квитанцию {number}.', 'Изделие с серийным номером {mark} прошло выходной контроль.', 'Пришлите, пожалуйста, короткое видео для нашего мастера.', 'Цвет {shade} на каждом экране выглядит по-разному.', 'По данным службы доставки, посылку оставили у консьержа.', 'Можем бесплатно выслать запасную деталь.'],
    reply: ['Это мне не подходит. Верните деньги.', 'Запасная деталь трещину не исправит, а консьержа у нас нет.', 'Видео отправлено под номером {number}, с тех пор тишина.', 'За половину цены оставлю, за меньшее нет.'],
    shades: ['тёмно-синий', 'оливковый', 'графитовый', 'слоновая кость', 'бордовый', 'бирюзовый', 'песочный', 'сиреневый'],
  },
  es: {
    buyer: ['Lo pedí en {shade}, talla {size}, para un cumpleaños el sábado.', 'El número de serie de la etiqueta es {mark}.', 'Escribí dos veces a la tienda y solo recibí una respuesta automática.', 'Miren las fotos, la grieta recorre el borde izquierdo.', 'El número de factura es {number}; el albarán dice otra cosa.', 'Mi vecina estaba al abrir el paquete y puede confirmarlo.', 'El cargador se calentó tanto que lo desenchufé a los diez minutos.', 'La costura del hombro ya estaba abierta antes de estrenarlo.'],
    seller: ['El almacén pesó el paquete antes del envío, véase el recibo {number}.', 'El artículo con número de serie {mark} pasó el control final.', 'Envíe un vídeo breve para que nuestro técnico lo valore.', 'El color {shade} se ve distinto en cada pantalla.', 'Según el transportista, se dejó en la portería.', 'Podemos enviar un recambio sin coste.'],
    reply: ['Eso no me sirve. Quiero que me devuelvan el dinero.', 'Un recambio no arregla la grieta, y aquí no hay portería.', 'Envié el vídeo con el número {number} y no ha pasado nada.', 'Me lo quedaría por la mitad del precio, por menos no.'],
    shades: ['azul marino', 'oliva', 'antracita', 'marfil', 'burdeos', 'turquesa', 'arena', 'lila'],
  },
  pt: {
    buyer: ['Pedi na cor {shade}, tamanho {size}, para um aniversário no sábado.', 'O número de série da etiqueta é {mark}.', 'Escrevi duas vezes para a loja e só recebi uma resposta padrão.', 'Vejam as fotos, a rachadura segue pela borda esquerda.', 'O número da nota fiscal é {number}; o romaneio diz outra coisa.', 'Minha vizinha estava na abertura do pacote e pode confirmar.', 'O carregador esquentou tanto que tirei da tomada em dez minutos.', 'A costura do ombro já estava aberta antes de eu usar.'],
    seller: ['O depósito pesou o pacote antes do envio, veja o recibo {number}.', 'O produto com número de série {mark} passou na inspeção final.', 'Envie um vídeo curto para o nosso técnico avaliar, por favor.', 'A cor {shade} parece diferente em cada tela.', 'Segundo a transportadora, ficou na portaria.', 'Podemos enviar uma peça de reposição sem custo.'],
    reply: ['Isso não me ajuda. Quero o meu dinheiro de volta.', 'Uma peça não conserta a rachadura, e aqui não há portaria.', 'Mandei o vídeo com o número {number} e nada aconteceu.', 'Fico com ele pela metade do preço, por menos não.'],
    shades: ['azul-marinho', 'oliva', 'grafite', 'marfim', 'bordô', 'turquesa', 'areia', 'lilás'],
  },
  zh: {
    buyer: ['我订的是{shade}，{size}码，星期六生日要用。', '标签上的序列号是{mark}。', '我给店家写了两次信，只收到自动回复。', '请看照片，裂纹沿着左边缘。', '发票号是{number}，装箱单上写的却不一样。', '邻居当时和我一起拆的包裹，可以作证。', '充电器非常烫，十分钟后我就拔掉了。', '肩部的缝线在第一次穿之前就开了。'],
    seller: ['发货前仓库称过重量，见单据{number}。', '序列号{mark}的商品通过了出厂检验。', '请发一段短视频，方便技术人员判断。', '{shade}在不同屏幕上显示会有差异。', '物流显示包裹放在门卫处。', '我们可以免费补寄配件。'],
    reply: ['这样解决不了问题，请退款。', '配件修不好裂纹，我们这里也没有门卫。', '视频已经按编号{number}发过去了，一直没有回音。', '半价我可以留下，再少就不行。'],
    shades: ['藏青色', '橄榄绿', '炭灰色', '象牙白', '酒红色', '青绿色', '沙色', '淡紫色'],
  },
  ar: {
    buyer: ['طلبته باللون {shade} مقاس {size} لعيد ميلاد يوم السبت.', 'الرقم التسلسلي على الملصق هو {mark}.', 'راسلت المتجر مرتين ولم يصلني سوى رد آلي.', 'انظروا إلى الصور، الكسر يمتد على الحافة اليسرى.', 'رقم الفاتورة {number} وقائمة التعبئة تذكر شيئًا آخر.', 'جارتي كانت معي عند فتح الطرد ويمكنها تأكيد ذلك.', 'سخن الشاحن كثيرًا ففصلته بعد عشر دقائق.', 'كانت الخياطة عند الكتف مفتوحة قبل أول استعمال.'],
    seller: ['وزن المستودع الطرد قبل الإرسال، انظر الإيصال {number}.', 'اجتاز المنتج ذو الرقم {mark} الفحص النهائي.', 'أرسلوا مقطعًا قصيرًا ليفحصه الفني من فضلكم.', 'يظهر اللون {shade} مختلفًا على كل شاشة.', 'بحسب شركة الشحن تُرك الطرد عند الحارس.', 'يمكننا إرسال قطعة بديلة مجانًا.'],
    reply: ['هذا لا يفيدني. أريد استرداد المبلغ.', 'القطعة لا تصلح الكسر، ولا يوجد حارس عندنا.', 'أرسلت المقطع برقم {number} ولم يحدث شيء.', 'أحتفظ به بنصف السعر لا بأقل.'],
    shades: ['كحلي', 'زيتوني', 'فحمي', 'عاجي', 'خمري', 'فيروزي', 'رملي', 'بنفسجي'],
  },
};
