import { cameras, file, listingPicture, photo, record } from '../exhibits.ts';
import { writeChat, writeEmail } from '../email.ts';
import { invoicePdf, letterPdf } from '../papers.ts';
import { buyers, sellers } from '../people.ts';
import { due, money, remedy, say, scan, tell, type Story } from '../story.ts';
import type { Times } from '../times.ts';
import { kettleVideo } from '../video.ts';

const usd = (sum: string) => money(sum, 'USD');
const eur = (sum: string) => money(sum, 'EUR');
const brl = (sum: string) => money(sum, 'BRL');

/** A graphics card with artefacts; the buyer went to the bank at the same time. */
export function cardWithChargeback({ day, hours }: Times): Story {
  return tell('graphics-card-chargeback', {
    sourceId: 'SMP-20414', openedAt: day(-10, '01:10'), escalatedAt: day(-3, '15:00'), escalationCause: 'No agreement within 7 days', stage: 'arbitration', sourceStatus: 'under_review', whoseTurn: 'mediator',
    parties: [buyers.nguyen, sellers.vanta],
    order: { id: 'PF-771204', currency: 'USD', paid: usd('749.00'), captured: usd('749.00'), shipping: usd('19.00'), tax: usd('0.00'), placedAt: day(-29, '08:30'), paidAt: day(-29, '08:31'), shippedAt: day(-28, '16:00'), deliveredAt: day(-17, '04:20') },
    items: [{ id: 'i1', title: 'VANTA 4080 graphics card 16 GB, refurbished, grade A', sku: 'V4080-R', unitPrice: usd('730.00') }],
    claims: [{ id: 'c1', reason: 'defective', subReason: 'Picture errors under load', words: 'Ten minutes into any game the screen fills with coloured blocks. I tried two power supplies and two computers.', language: 'en', amount: usd('749.00'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: 'Card passed a 12-hour burn-in here. Buyer also opened a chargeback, so we will not pay twice.', at: day(-8, '14:00') }] }],
    remedies: [remedy('buyer', day(-10, '01:10'), 'full_refund', usd('749.00'), 'rejected', { withReturn: true, answeredAt: day(-8, '14:00') })],
    messages: [
      say('buyer', day(-12, '10:15'), 'en', 'The card shows artefacts under load. Can I send it back?', undefined, ['e1']),
      say('seller', day(-11, '15:40'), 'en', 'Have you cleaned the old drivers? Nine times out of ten that is it.'),
      say('buyer', day(-10, '00:58'), 'en', 'Clean install, two machines, same blocks. I have also told my bank, to be safe.'),
      say('seller', day(-8, '13:58'), 'en', 'Then please settle it with your bank. We answer one procedure, not two.'),
    ],
    chargeback: { isOpen: true, reference: 'CB-4471-20931', openedAt: day(-10, '05:00'), amount: usd('749.00') },
    deadlines: [due('mediator', 'Decide the dispute', hours(31)), due('seller', 'Answer the bank', hours(90), false)],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-12, '10:14'), says: 'Coloured blocks after ten minutes.' }, 'artefacts.jpg', 'graphics-card-screen', { takenAt: day(-12, '09:50'), offset: '+11:00' }),
    photo({ id: 'e2', side: 'seller', at: day(-8, '13:55'), says: 'The card before it left, seal intact.' }, 'outgoing-v4080.jpg', 'graphics-card', { takenAt: day(-28, '14:12'), offset: '-05:00', camera: cameras.depot }),
    listingPicture({ id: 'e3', side: 'seller', at: day(-8, '13:56'), says: 'Sold as refurbished, 30 days for faults.' }, 'listing.jpg', { hero: 'card', shop: 'PixelForge Components', title: 'VANTA 4080 graphics card 16 GB, refurbished, grade A', price: 'USD 730.00', attributes: [{ name: 'Memory', value: '16 GB' }, { name: 'Condition', value: 'Refurbished, grade A' }, { name: 'Faults', value: 'Return within 30 days' }], description: 'Cleaned, new paste, burn-in of 12 hours on every card.' }),
  ]);
}

/** A vacuum went back weeks ago; the shop has it and keeps the money. */
export function vacuumReturned({ day, hours }: Times): Story {
  return tell('vacuum-returned-not-refunded', {
    sourceId: 'SMP-20410', openedAt: day(-7, '13:20'), escalatedAt: day(-1, '13:25'), escalationCause: 'Seller silent after the return', stage: 'arbitration', sourceStatus: 'return_delivered', whoseTurn: 'mediator',
    parties: [buyers.duarte, sellers.casa],
    order: { id: 'CV-330871', currency: 'BRL', paid: brl('1289.90'), captured: brl('1289.90'), shipping: brl('39.90'), tax: brl('0.00'), placedAt: day(-47, '21:00'), paidAt: day(-47, '21:02'), shippedAt: day(-45, '14:00'), deliveredAt: day(-38, '16:30') },
    items: [{ id: 'i1', title: 'Robô aspirador Nimbo R7, bivolt, com base de carregamento', sku: 'NR7-BV', unitPrice: brl('1250.00') }],
    claims: [{ id: 'c1', reason: 'return_not_refunded', subReason: 'Return delivered, no refund', words: 'Devolvi o aspirador dentro do prazo, a loja recebeu há mais de duas semanas e até agora não devolveu o meu dinheiro.', language: 'pt', amount: brl('1289.90'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'partly', words: 'O produto está em análise técnica. O reembolso será feito após o laudo.', at: day(-5, '17:00') }] }],
    remedies: [remedy('buyer', day(-7, '13:20'), 'full_refund', brl('1289.90'), 'pending', { words: 'Reembolso total, incluindo o frete.' })],
    messages: [
      say('buyer', day(-33, '12:10'), 'pt', 'Boa tarde, quero devolver o robô: ele não mapeia o apartamento. Ainda estou no prazo de arrependimento?', 'Good afternoon, I want to return the robot: it does not map the flat. Am I still within the cooling-off period?'),
      say('seller', day(-32, '18:00'), 'pt', 'Olá, Camila! Sim, segue o código de postagem. Assim que o produto chegar, fazemos o reembolso.', 'Hello Camila. Yes, here is the posting code. As soon as the product arrives we refund.'),
      say('buyer', day(-12, '11:32'), 'pt', 'O rastreio mostra que vocês receberam no dia combinado. Cadê o reembolso?', 'Tracking shows that you received it on the agreed day. Where is the refund?', ['e1']),
      say('buyer', day(-8, '19:05'), 'pt', 'Alguém pode me responder, por favor?', 'Can somebody please answer me?'),
    ],
    parcels: [
      { id: 'p1', direction: 'outbound', carrier: 'Correio Sul', trackingNumber: 'CS550991204BR', shippedAt: day(-45, '14:00'), deliveredAt: day(-38, '16:30'), scans: [scan(day(-45, '14:00'), 'accepted', 'Curitiba PR'), scan(day(-42, '03:00'), 'in_transit', 'São Paulo SP'), scan(day(-38, '11:10'), 'out_for_delivery', 'Recife PE'), scan(day(-38, '16:30'), 'delivered', 'Recife PE')] },
      { id: 'p2', direction: 'return', carrier: 'Correio Sul', trackingNumber: 'CS554017288BR', shippedAt: day(-30, '15:12'), deliveredAt: day(-23, '14:41'), signedBy: 'Depósito Casa Viva', scans: [scan(day(-30, '15:12'), 'accepted', 'Recife PE', '5.240 kg'), scan(day(-28, '02:00'), 'in_transit', 'Salvador BA'), scan(day(-25, '22:30'), 'in_transit', 'São Paulo SP'), scan(day(-23, '09:15'), 'out_for_delivery', 'Curitiba PR'), scan(day(-23, '14:41'), 'delivered', 'Curitiba PR')] },
    ],
    goodsReturn: { state: 'delivered', labelPaidBy: 'seller', dueAt: day(-20, '23:59'), conditionOnArrival: null, refundTrigger: 'delivered', parcelIds: ['p2'] },
    deadlines: [due('seller', 'Refund after the return arrived', hours(-400)), due('mediator', 'Decide the dispute', hours(12))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-12, '11:31'), says: 'Comprovante de postagem com o peso.' }, 'comprovante.jpg', 'return-slip', { takenAt: day(-30, '15:25'), offset: '-03:00', camera: cameras.lumo }),
    photo({ id: 'e2', side: 'buyer', at: day(-7, '13:22'), says: 'A caixa lacrada antes do envio.' }, 'caixa.jpg', 'vacuum-packed', { takenAt: day(-30, '13:02'), offset: '-03:00', camera: cameras.lumo }),
    photo({ id: 'e3', side: 'buyer', at: day(-7, '13:23'), says: 'O robô inteiro, sem riscos, no dia da devolução.' }, 'robo.jpg', 'vacuum-on-floor', { takenAt: day(-30, '12:40'), offset: '-03:00', camera: cameras.lumo }),
    file({ id: 'e4', side: 'platform', at: day(-2, '09:00'), says: 'Authorisation of the return.' }, 'document', 'autorizacao.pdf', 'application/pdf', () => Promise.resolve(letterPdf({ head: ['Marketplace, Central de Devoluções', 'Autorização 88-30417'], date: day(-32, '12:00').slice(0, 10), heading: 'Autorização de devolução', paragraphs: ['Pedido CV-330871, Robô aspirador Nimbo R7. Motivo: arrependimento dentro do prazo.', 'O vendedor autoriza a devolução com frete pago por ele. O reembolso é devido quando o produto chega ao depósito do vendedor.', 'Prazo para postagem: 10 dias.'], signed: ['Emitido automaticamente'] }))),
  ]);
}

/** A dented speaker, photographed weeks before it was ordered. */
export function speakerPhotoBeforeOrder({ day, hours }: Times): Story {
  return tell('speaker-photo-before-order', {
    sourceId: 'SMP-20418', openedAt: day(-6, '22:40'), escalatedAt: day(-1, '22:45'), escalationCause: 'Seller doubts the photo', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.ortega, sellers.onda],
    order: { id: 'OA-118-20977', currency: 'USD', paid: usd('92.00'), captured: usd('92.00'), shipping: usd('7.00'), placedAt: day(-15, '17:05'), paidAt: day(-15, '17:06'), shippedAt: day(-14, '20:00'), deliveredAt: day(-10, '19:30') },
    items: [{ id: 'i1', title: 'Bocina inalámbrica ONDA Playa, resistente al agua, azul petróleo', sku: 'OND-PLY', unitPrice: usd('85.00') }],
    claims: [{ id: 'c1', reason: 'defective', subReason: 'Dented, rattles', words: 'La bocina llegó con la rejilla hundida y el altavoz vibra con cualquier volumen.', language: 'es', amount: usd('92.00'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: 'La foto del comprador es anterior a la compra. Revisen los datos del archivo.', at: day(-5, '16:20') }] }],
    remedies: [remedy('buyer', day(-6, '22:40'), 'full_refund', usd('92.00'), 'rejected', { withReturn: false, answeredAt: day(-5, '16:20') }), remedy('seller', day(-5, '16:20'), 'replacement', null, 'rejected', { withReturn: true, answeredAt: day(-5, '23:00'), words: 'Se cambia si la devuelve.' })],
    messages: [
      say('buyer', day(-9, '23:12'), 'es', 'Buenas noches, la bocina llegó golpeada. Les mando la foto. Quiero mi dinero de vuelta.', 'Good evening, the speaker arrived dented. I am sending the photo. I want my money back.', ['e1']),
      say('seller', day(-8, '16:00'), 'es', 'Lamentamos escuchar eso. ¿Nos puede mandar una foto donde se vea el número de serie?', 'We are sorry to hear that. Can you send a photo that shows the serial number?'),
      say('buyer', day(-6, '22:31'), 'es', 'Con la foto que mandé es suficiente.', 'The photo I sent is enough.'),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Envía Norte', trackingNumber: 'EN00418822MX', shippedAt: day(-14, '20:00'), deliveredAt: day(-10, '19:30'), scans: [scan(day(-14, '20:00'), 'accepted', 'Guadalajara, MX'), scan(day(-12, '08:10'), 'in_transit', 'Querétaro, MX'), scan(day(-10, '14:00'), 'out_for_delivery', 'Ciudad de México, MX'), scan(day(-10, '19:30'), 'delivered', 'Coyoacán, Ciudad de México, MX', 'No visible damage noted')] }],
    deadlines: [due('buyer', 'Send a photo with the serial number', hours(-10)), due('mediator', 'Decide the dispute', hours(60))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-9, '23:11'), says: 'La rejilla hundida al abrir la caja.' }, 'bocina.jpg', 'speaker-dented', { takenAt: day(-58, '18:24'), offset: '-06:00', camera: cameras.pico }),
    listingPicture({ id: 'e2', side: 'seller', at: day(-5, '16:18'), says: 'Estado: nuevo, caja sellada.' }, 'anuncio.jpg', { hero: 'speaker', shop: 'Onda Audio México', title: 'Bocina inalámbrica ONDA Playa, resistente al agua, azul petróleo', price: 'USD 85.00', attributes: [{ name: 'Color', value: 'Azul petróleo' }, { name: 'Estado', value: 'Nuevo, caja sellada' }, { name: 'Garantía', value: '12 meses' }], description: 'Sonido claro hasta por 20 horas. Soporta lluvia y arena.' }),
  ]);
}

/** A kettle that stops heating, shown on video; the shop promised the refund by mail. */
export function kettleOnVideo({ day, hours }: Times): Story {
  const invoice = invoicePdf({ seller: ['Elektro Lenz', 'Gereonstraße 14', '50670 Köln'], buyer: ['Tobias Feldkirchner', 'Kaigasse 22', '5020 Salzburg'], heading: 'Gutschrift (Entwurf)', number: 'Nr. G-2026-0312', date: '', dateWord: 'Noch nicht gebucht', columns: ['Artikel', 'Menge', 'Betrag'], lines: [['Wasserkocher Brio 1,7 l', '1', '64,90 €']], sums: [['Gutschrift', '64,90 €']], foot: 'Entwurf, nicht gebucht.' });
  return tell('kettle-does-not-heat', {
    sourceId: 'SMP-20405', openedAt: day(-8, '08:10'), escalatedAt: day(-2, '18:00'), escalationCause: 'Promised refund not paid', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.moreau, sellers.lenz],
    order: { id: 'LZ-2026-88120', currency: 'EUR', paid: eur('64.90'), captured: eur('64.90'), shipping: eur('4.95'), tax: eur('10.36'), placedAt: day(-31, '20:00'), paidAt: day(-31, '20:01'), shippedAt: day(-30, '14:00'), deliveredAt: day(-27, '11:00') },
    items: [{ id: 'i1', title: 'Wasserkocher Brio 1,7 l, Edelstahl, mit Füllstandsanzeige', sku: 'BRIO-17', unitPrice: eur('59.95') }],
    claims: [{ id: 'c1', reason: 'defective', subReason: 'Does not heat', words: 'Nach zwei Wochen blinkt die Kontrolllampe nur noch und das Wasser bleibt kalt. Das Video zeigt einen ganzen Versuch.', language: 'de', amount: eur('64.90'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'partly', words: 'Wir tauschen gern, eine Erstattung haben wir nie zugesagt.', at: day(-6, '13:00') }] }],
    remedies: [remedy('buyer', day(-8, '08:10'), 'full_refund', eur('64.90'), 'rejected', { withReturn: true, answeredAt: day(-6, '13:00') }), remedy('seller', day(-6, '13:00'), 'replacement', null, 'rejected', { withReturn: true, answeredAt: day(-5, '07:10') })],
    messages: [
      say('buyer', day(-13, '07:20'), 'de', 'Guten Morgen, der Wasserkocher heizt nicht mehr. Was machen wir?', 'Good morning, the kettle no longer heats. What do we do?'),
      say('seller', day(-12, '09:40'), 'de', 'Bitte einmal entkalken und zehn Minuten ausstecken.', 'Please descale it once and unplug it for ten minutes.'),
      say('buyer', day(-9, '19:48'), 'de', 'Beides gemacht, siehe Video. Ihre Kollegin hat mir per E-Mail die Erstattung zugesagt.', 'Both done, see the video. Your colleague promised the refund by e-mail.', ['e1', 'e3']),
    ],
    deadlines: [due('mediator', 'Decide the dispute', hours(16))],
  }, [
    file({ id: 'e1', side: 'buyer', at: day(-9, '19:45'), says: 'Die Lampe blinkt und geht aus, das Wasser bleibt kalt.' }, 'video', 'wasserkocher.webm', 'video/webm', () => kettleVideo()),
    photo({ id: 'e2', side: 'buyer', at: day(-8, '08:12'), says: 'Lampe aus trotz Schalter auf Ein.' }, 'lampe.jpg', 'kettle-dark-lamp', { takenAt: day(-9, '19:31'), offset: '+01:00' }),
    file({ id: 'e3', side: 'buyer', at: day(-8, '08:14'), says: 'E-Mail vom Händler: „Wir erstatten Ihnen den vollen Betrag.“' }, 'email', 'erstattung.eml', 'message/rfc822', () => Promise.resolve(writeEmail({ from: 'Elektro Lenz Service <service@elektro-lenz.example>', to: 'Tobias Feldkirchner <t.feldkirchner@post.example>', subject: 'Ihre Rückerstattung – Vorgang 0312', sentAt: day(-10, '10:12'), paragraphs: ['Sehr geehrter Herr Feldkirchner,', 'wir bedauern den Ausfall Ihres Wasserkochers. Wir erstatten Ihnen den vollen Betrag von 64,90 €, sobald der Vorgang freigegeben ist. Die Gutschrift finden Sie im Anhang.', 'Mit freundlichen Grüßen', 'Sandra Eich, Kundendienst'], attachment: { name: 'gutschrift-0312.pdf', type: 'application/pdf', content: invoice } }))),
    file({ id: 'e4', side: 'seller', at: day(-6, '12:58'), says: 'Mitschrift aus dem Ladenchat.' }, 'chat', 'chat-export.txt', 'text/plain', () => Promise.resolve(writeChat([{ at: day(-13, '07:20'), who: 'T. Feldkirchner', words: 'Guten Morgen, der Wasserkocher heizt nicht mehr. Was machen wir?' }, { at: day(-12, '09:40'), who: 'Elektro Lenz', words: 'Bitte einmal entkalken und zehn Minuten ausstecken.' }, { at: day(-11, '18:05'), who: 'T. Feldkirchner', words: 'Entkalkt, hilft nicht.' }, { at: day(-11, '18:31'), who: 'Elektro Lenz', words: 'Dann schicken wir Ihnen gern ein Austauschgerät.' }, { at: day(-9, '19:48'), who: 'T. Feldkirchner', words: 'Ihre Kollegin hat mir per E-Mail die Erstattung zugesagt.' }]))),
  ]);
}

/** A grinder with the wrong plug; three offers already. */
export function grinderPlug({ day, hours }: Times): Story {
  return tell('grinder-wrong-plug', {
    sourceId: 'SMP-20427', openedAt: day(-5, '09:00'), escalatedAt: day(0, '06:40'), escalationCause: 'Buyer asked for a decision', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'seller',
    parties: [buyers.hughes, sellers.lenz],
    order: { id: 'LZ-2026-91233', currency: 'GBP', paid: money('119.00', 'GBP'), captured: money('119.00', 'GBP'), shipping: money('9.00', 'GBP'), placedAt: day(-14, '07:00'), paidAt: day(-14, '07:00'), shippedAt: day(-13, '13:00'), deliveredAt: day(-7, '14:05') },
    items: [{ id: 'i1', title: 'Burr coffee grinder MahlGut 40, UK plug', sku: 'MG40-UK', unitPrice: money('110.00', 'GBP'), listing: { capturedAt: day(-14, '07:00'), title: 'Burr coffee grinder MahlGut 40, UK plug', attributes: [{ name: 'Plug', value: 'UK, type G' }, { name: 'Grind steps', value: '40' }] } }],
    claims: [{ id: 'c1', reason: 'not_as_described', subReason: 'Wrong plug', words: 'Listed with a UK plug, came with a European one. I cannot use it without an adapter, and the listing was perfectly clear.', language: 'en', amount: money('119.00', 'GBP'), itemId: 'i1', isGoodsReceived: true, answers: [] }],
    remedies: [remedy('buyer', day(-5, '09:00'), 'partial_refund', money('25.00', 'GBP'), 'rejected', { answeredAt: day(-4, '10:00') }), remedy('seller', day(-4, '10:00'), 'resend', null, 'rejected', { answeredAt: day(-3, '20:00'), words: 'We send an adapter free of charge.' }), remedy('buyer', day(-3, '20:00'), 'full_refund', money('119.00', 'GBP'), 'pending', { withReturn: true })],
    messages: [say('buyer', day(-6, '18:30'), 'en', 'The grinder has a European plug. The listing says UK.', undefined, ['e1']), say('seller', day(-5, '07:15'), 'de', 'Das tut uns leid, ein Adapter kostet nur wenige Pfund. Wir schicken Ihnen einen zu.', 'We are sorry, an adapter costs only a few pounds. We will send you one.')],
    deadlines: [due('seller', 'Answer the claim', hours(34)), due('mediator', 'Decide the dispute', hours(140), false)],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-6, '18:29'), says: 'Two round pins.' }, 'plug.jpg', 'grinder-plug', { takenAt: day(-6, '18:20'), offset: '+00:00', camera: cameras.pico }),
    record({ id: 'e2', side: 'buyer', at: day(-5, '09:02'), says: 'Adapters are not safe for a motor of this size, says the manual.' }, 'other', 'Manual, page 6', '“Do not run the appliance through a travel adapter.”'),
  ]);
}
