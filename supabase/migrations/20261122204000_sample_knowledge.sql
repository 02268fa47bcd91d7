-- Sample content: what a service like this has to answer, with invented figures. It is a function and not
-- rows, so that a new installation publishes nothing that nobody has checked: an admin imports it as
-- drafts; only the seed of the embedded stack publishes it.

create function public.sample_articles() returns jsonb
language sql immutable set search_path = ''
as $samples$
  select jsonb_agg(x.article) from (values
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000001', 'title', $t$Shop-for-me: we buy abroad for you$t$,
    'routes', jsonb_build_array('quotation', 'wishlist', 'orders', 'general'),
    'tags', jsonb_build_array('buy for me', 'personal shopper', 'order from amazon', 'ebay', 'shein', 'ali express', 'online shop', 'kununua', 'nunua', 'oda', 'okugula'),
    'body', $b$Send us a link, or a photo with size, colour and quantity. We buy from shops in the USA, the UK, China and Dubai that do not deliver to Uganda or do not take your card.

How it goes: 1. You send the item. 2. We answer with a quote that shows the price of the item, our service fee, air or sea freight and an estimate of customs. 3. You confirm and pay. 4. We buy within one working day and send you the parcel number (PCL-…).

A quote is valid for 72 hours, since prices and exchange rates move. We buy nothing before you have confirmed and paid.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000002', 'title', $t$Parcel forwarding: you buy, we bring it$t$,
    'routes', jsonb_build_array('shipping', 'orders', 'general'),
    'tags', jsonb_build_array('forwarding', 'ship my own parcel', 'i bought it myself', 'send to warehouse', 'consolidate', 'combine parcels', 'kutuma mzigo', 'okusindika'),
    'body', $b$Buy wherever you like and give the shop the address of one of our warehouses. We receive the parcel, weigh it, take a photo and bring it to Uganda.

Put your customer code (in your Parcelo account) after your name, so that we know whose parcel it is. We store parcels free of charge for 30 days and can combine several into one shipment. After 30 days storage costs UGX 2,000 a parcel and day.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000003', 'title', $t$Warehouse addresses abroad$t$,
    'routes', jsonb_build_array('shipping', 'orders', 'web_access'),
    'tags', jsonb_build_array('warehouse address', 'delivery address', 'where to send', 'usa address', 'uk address', 'china address', 'dubai address', 'anwani', 'ghala', 'endagiriro'),
    'body', $b$USA: Parcelo, 214 Sample Freight Road, New Castle, DE 19720.
UK: Parcelo, Unit 7, Example Trading Estate, Hayes UB3 1AA.
China: Parcelo, 88 Demonstration Road, Baiyun District, Guangzhou 510000.
Dubai: Parcelo, Warehouse 12, Al Sample Street, Deira, Dubai.

Always write your customer code after your name. A parcel without a code waits until we find out whose it is. Your personal address with the code is in your account on the website.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000004', 'title', $t$Fees: service fee and freight$t$,
    'routes', jsonb_build_array('quotation', 'shipping', 'subscription', 'general'),
    'tags', jsonb_build_array('price', 'prices', 'cost', 'costs', 'how much', 'rate', 'rates', 'charge', 'charges', 'tariff', 'per kilo', 'kg', 'ship', 'america', 'england', 'bei', 'gharama', 'ada', 'kiasi gani', 'bbeeyi', 'ssente mmeka', 'exchange rate'),
    'body', $b$Service fee on purchases: 8 % on Basic, 5 % on Plus, 3 % on Business.

Air freight to Kampala, for each kilogram: USA UGX 45,000; UK UGX 42,000; China UGX 38,000; Dubai UGX 28,000. Sea freight from China: UGX 9,000 for each kilogram.

The greater of weight and volume counts (length × width × height in cm, divided by 5,000). The least charge is one kilogram by air, ten kilograms by sea. Customs duty and taxes come on top. For items priced in dollars we count USD 1 as UGX 3,750.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000005', 'title', $t$Customs duty and taxes$t$,
    'routes', jsonb_build_array('quotation', 'shipping', 'payments'),
    'tags', jsonb_build_array('customs', 'duty', 'tax', 'taxes', 'ura', 'vat', 'clearance', 'import tax', 'ushuru', 'kodi', 'forodha', 'omusolo'),
    'body', $b$Goods that come into Uganda are cleared at the Uganda Revenue Authority, and Parcelo does that for you. Our quote carries an estimate of duty, VAT and withholding tax; the amount that the authority assesses is what counts, and you get the assessment.

If the assessment is higher than the estimate you pay the difference before delivery; if it is lower you get the difference back to your Parcelo balance. Books and some medical goods are free of duty.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000006', 'title', $t$Delivery times$t$,
    'routes', jsonb_build_array('shipping', 'quotation', 'orders'),
    'tags', jsonb_build_array('how long', 'when will it arrive', 'days', 'weeks', 'arrival', 'duration', 'fast', 'express', 'muda gani', 'siku ngapi', 'lini', 'ddi'),
    'body', $b$Air: 7 to 10 working days from the day the parcel leaves our warehouse, from the USA, the UK, China and Dubai alike. Sea, from China only: 6 to 8 weeks.

Buying in the shop and its delivery to our warehouse come before that, usually 2 to 6 days. Customs can add 1 to 3 working days. Public holidays and the weeks before Christmas take longer. These are usual times, not promises; the state of your own parcel is in the tracking.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000007', 'title', $t$Tracking a parcel$t$,
    'routes', jsonb_build_array('shipping', 'orders'),
    'tags', jsonb_build_array('track', 'tracking', 'where is my parcel', 'status', 'PCL number', 'order number', 'location', 'fuatilia', 'iko wapi', 'mzigo wangu', 'ekitereke kyange kiri wa'),
    'body', $b$Send us the parcel number; it begins with PCL-. For a purchase the order number (ORD-…) will do. We tell you where the parcel is, since when, and what comes next.

The steps are: bought, on its way to the warehouse, received and weighed, left by air or sea, in customs, in Kampala, out for delivery, delivered. You get a message at each step. If nothing has moved for five working days, tell us and a colleague looks into it.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000008', 'title', $t$How to pay$t$,
    'routes', jsonb_build_array('payments', 'subscription', 'orders'),
    'tags', jsonb_build_array('payment methods', 'mobile money', 'momo', 'mtn', 'airtel money', 'visa', 'mastercard', 'card', 'pesapal', 'bank', 'cash', 'lipa', 'malipo', 'kulipa', 'nnasasula ntya'),
    'body', $b$You can pay with MTN Mobile Money, Airtel Money, or Visa and Mastercard through Pesapal. For mobile money we send a prompt to your phone that you confirm with your PIN; for a card we send a secure link.

Nobody at Parcelo ever asks for your PIN, a card number or a code that you received by SMS. Pay only by the prompt or link that you get in this chat or on our website. Cash on delivery is not possible.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000009', 'title', $t$Refunds$t$,
    'routes', jsonb_build_array('payments', 'orders'),
    'tags', jsonb_build_array('refund', 'money back', 'cancel order', 'cancelled', 'overpaid', 'rudisha pesa', 'kurudishiwa', 'okuddizibwa ssente'),
    'body', $b$An order that we have not bought yet can be cancelled free of charge, and the whole amount goes back. After we have bought, the shop's own rules decide, and our service fee is kept.

Refunds go back the way they were paid: mobile money within 3 working days, cards within 10. You can also keep the amount as Parcelo balance, at once.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000010', 'title', $t$Returns and wrong or damaged goods$t$,
    'routes', jsonb_build_array('orders', 'escalation'),
    'tags', jsonb_build_array('return', 'exchange', 'wrong item', 'damaged', 'broken', 'fake', 'not as described', 'wrong size', 'kurudisha', 'imevunjika', 'kyonoonese'),
    'body', $b$Tell us within 48 hours of delivery and send photos of the item, the label and the box. If we bought the wrong thing or it was damaged on the way, we replace it or refund it in full.

If the shop sent something else than it showed, we claim from the shop for you; that takes 2 to 4 weeks. Clothes that do not fit can only go back if the shop takes returns from abroad, and the freight back is yours.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000011', 'title', $t$Insurance of parcels$t$,
    'routes', jsonb_build_array('shipping', 'quotation'),
    'tags', jsonb_build_array('insurance', 'insured', 'lost parcel', 'stolen', 'cover', 'compensation', 'bima', 'kupotea', 'yinsuwa'),
    'body', $b$Every parcel is covered up to UGX 400,000 at no cost. For more, insurance costs 2 % of the declared value and covers loss, theft and damage up to UGX 20,000,000; say so before the parcel leaves the warehouse.

A parcel that has not moved for 21 days by air or 90 days by sea counts as lost. Not covered: fragile goods that the shop packed badly, and goods that may not be shipped.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000012', 'title', $t$What we cannot ship$t$,
    'routes', jsonb_build_array('shipping', 'quotation', 'orders'),
    'tags', jsonb_build_array('prohibited', 'forbidden', 'not allowed', 'banned', 'dangerous goods', 'battery', 'perfume', 'drone', 'weapon', 'medicine', 'marufuku', 'hairuhusiwi', 'ebigaanibwa'),
    'body', $b$Not at all: weapons and parts of them, ammunition, fireworks, drugs, counterfeit goods, money and gold, live animals, plants and seeds, pornography, military clothing.

Not by air: loose lithium batteries and power banks, perfume and sprays, petrol, acids, paint. Some of these can go by sea: ask first. With a permit only: drones, radio equipment, medicines, used clothes in bales. Phones and laptops with their battery built in are fine.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000013', 'title', $t$Subscription plans$t$,
    'routes', jsonb_build_array('subscription', 'payments', 'general'),
    'tags', jsonb_build_array('plan', 'plans', 'basic', 'plus', 'business', 'membership', 'subscribe', 'upgrade', 'monthly', 'yearly', 'mpango', 'usajili', 'okuwandiika'),
    'body', $b$Basic: free. Service fee 8 %, 30 days of storage.
Plus: UGX 15,000 a month or UGX 150,000 a year. Service fee 5 %, 60 days of storage, parcels combined free of charge.
Business: UGX 60,000 a month or UGX 600,000 a year. Service fee 3 %, 90 days of storage, invoices with TIN, a contact person.

You can change or end a plan at any time; it runs to the end of the time that is paid for.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000014', 'title', $t$Opening hours and office$t$,
    'routes', jsonb_build_array('general', 'escalation'),
    'tags', jsonb_build_array('opening hours', 'open', 'closed', 'office', 'location', 'visit', 'pick up', 'weekend', 'sunday', 'holiday', 'saa za kazi', 'mnafungua', 'ofisi', 'essaawa'),
    'body', $b$Office and pick-up: Sample House, Plot 10 Example Road, Kampala. Monday to Friday 8:30 to 18:00, Saturday 9:00 to 14:00, closed on Sundays and public holidays (East Africa Time).

This chat answers at any hour. A colleague reads it during office hours; what comes in at night is answered the next working morning.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000015', 'title', $t$Delivery in Uganda$t$,
    'routes', jsonb_build_array('shipping', 'orders'),
    'tags', jsonb_build_array('delivery', 'kampala', 'upcountry', 'boda', 'pick up point', 'bring to my home', 'entebbe', 'jinja', 'mbarara', 'gulu', 'usafirishaji', 'kuletewa', 'okutuusa'),
    'body', $b$Kampala and Wakiso: UGX 10,000 to your door, free above 10 kg. Entebbe, Jinja, Mukono and Masaka: UGX 15,000. Mbarara, Gulu, Mbale, Lira, Fort Portal and Arua: UGX 25,000 by bus courier to its office in town.

Pick-up at our office is free for 7 days. Bring an identity card or the code that we send you; somebody else needs your code.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000016', 'title', $t$Account, website access and sign-in$t$,
    'routes', jsonb_build_array('web_access', 'general'),
    'tags', jsonb_build_array('login', 'log in', 'password', 'account', 'website', 'link', 'sign in', 'magic link', 'customer code', 'akaunti', 'ingia', 'okuyingira'),
    'body', $b$We can send you a link to the website that signs you in without a password. It works for one hour and once only; do not pass it on. In your account you find your customer code, warehouse addresses, parcels, invoices and your plan.

If your number has changed, write to us from the old number if you can, or bring an identity card to the office.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000017', 'title', $t$Your data and privacy$t$,
    'routes', jsonb_build_array('general', 'escalation'),
    'tags', jsonb_build_array('privacy', 'personal data', 'delete my data', 'gdpr', 'data protection', 'stop messages', 'unsubscribe', 'consent', 'faragha', 'futa data', 'ebyama'),
    'body', $b$We keep what you write here to serve you, and delete messages after the time that the law and our privacy notice allow. You can ask for a copy of your data or for its deletion in this chat at any time; a colleague confirms it and it is done within 30 days.

Write STOP to end all messages and START to begin again. Questions on privacy: privacy@parcelo.example.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000018', 'title', $t$Minimum, maximum and how parcels are measured$t$,
    'routes', jsonb_build_array('shipping', 'quotation'),
    'tags', jsonb_build_array('weight', 'volume', 'size limit', 'heavy', 'big', 'dimension', 'volumetric', 'furniture', 'tv', 'car parts', 'uzito', 'kilo', 'obuzito'),
    'body', $b$By air one parcel may weigh up to 32 kg and measure up to 120 cm on its longest side. Larger goods such as furniture, television sets above 55 inches, car parts and machines go by sea.

We weigh and measure at the warehouse and send you a photo of the scale. If weight or volume differ from the quote, you get a new price and decide before the parcel leaves.$b$)),
  (jsonb_build_object('article_id', '5a3e0000-0000-4000-8000-000000000019', 'title', $t$Complaints and talking to a person$t$,
    'routes', jsonb_build_array('escalation', 'orders', 'general'),
    'tags', jsonb_build_array('complaint', 'complain', 'manager', 'human', 'agent', 'speak to someone', 'call me', 'phone', 'unhappy', 'malalamiko', 'mtu', 'meneja', 'okwemulugunya'),
    'body', $b$Say that you want to talk to a person and a colleague takes over this chat. In office hours that is usually within an hour, otherwise the next working morning.

Every complaint gets a ticket, and you hear from us within one working day. If you are not content with the answer, ask for the team lead.$b$))
  ) x (article)
$samples$;
comment on function public.sample_articles() is
  'Believable articles for a shopping and forwarding service in Uganda. Figures and addresses are invented and agree with the stand-in of Parcelo''s backend. Granted to nobody.';

create function public.import_sample_articles() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_count integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(hashtext('import_sample_articles'));
  with added as (
    insert into public.knowledge_articles (article_id, version, title, body, routes, language, tags, is_sample, created_by)
    select (s.article ->> 'article_id')::uuid, 1, s.article ->> 'title', s.article ->> 'body',
           array(select jsonb_array_elements_text(s.article -> 'routes')), 'en',
           array(select jsonb_array_elements_text(s.article -> 'tags')), true, v_me
    from jsonb_array_elements(public.sample_articles()) s (article)
    where not exists (select 1 from public.knowledge_articles a where a.article_id = (s.article ->> 'article_id')::uuid)
    returning 1)
  select count(*) into v_count from added;
  if v_count > 0 then
    perform public.audit('sample_articles_imported', 'knowledge_article', null, jsonb_build_object('count', v_count));
  end if;
  return jsonb_build_object('count', v_count);
end
$$;
comment on function public.import_sample_articles() is
  'Adds the sample articles that are not there yet, as drafts marked as samples: nothing reaches a customer before somebody publishes it.';
grant execute on function public.import_sample_articles() to authenticated;

create function public.seed_sample_knowledge() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.knowledge_articles
    (article_id, version, state, title, body, routes, language, tags, is_sample, published_at, note)
  select (s.article ->> 'article_id')::uuid, 1, 'published', s.article ->> 'title', s.article ->> 'body',
         array(select jsonb_array_elements_text(s.article -> 'routes')), 'en',
         array(select jsonb_array_elements_text(s.article -> 'tags')), true, clock_timestamp(), 'Sample content'
  from jsonb_array_elements(public.sample_articles()) s (article)
  where not exists (select 1 from public.knowledge_articles a where a.article_id = (s.article ->> 'article_id')::uuid);
  if not exists (select 1 from public.agent_profiles p where p.version > 1) then
    update public.agent_profiles p set state = 'retired', retired_at = clock_timestamp() where p.state = 'published';
    insert into public.agent_profiles
      (version, state, persona, tone, guidance, facts, is_sample, based_on, published_at, note)
    select 2, 'published', p.persona, p.tone, p.guidance,
      'Office in Kampala, open Monday to Friday 8:30 to 18:00 and Saturday 9:00 to 14:00, East Africa Time. Warehouses in the USA, the UK, China and Dubai. Prices are in Ugandan shillings (UGX). Parcel numbers begin with PCL-, orders with ORD-, quotes with Q-, payments with PAY-.',
      true, 1, clock_timestamp(), 'Sample content'
    from public.agent_profiles p where p.version = 1;
  end if;
end
$$;
comment on function public.seed_sample_knowledge() is
  'Publishes the sample content. For supabase/seed.sql, which runs on development databases only: granted to nobody.';
