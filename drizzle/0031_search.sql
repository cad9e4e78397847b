CREATE TABLE `search_key` (
	`number` integer NOT NULL,
	`key` text NOT NULL,
	`back` text NOT NULL,
	PRIMARY KEY(`number`, `key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_key_key` ON `search_key` (`key`,`number`);--> statement-breakpoint
CREATE INDEX `search_key_back` ON `search_key` (`back`,`number`);--> statement-breakpoint
CREATE TABLE `search_pause` (
	`one` integer PRIMARY KEY NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_pending` (
	`number` integer PRIMARY KEY NOT NULL,
	`turn` integer DEFAULT 1 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_scrub` (
	`one` integer PRIMARY KEY NOT NULL,
	`turn` integer DEFAULT 1 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_word` (
	`word` text PRIMARY KEY NOT NULL,
	`back` text NOT NULL,
	`cases` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_word_back` ON `search_word` (`back`);--> statement-breakpoint
CREATE INDEX `appeal_case` ON `appeal` (`case_id`);--> statement-breakpoint
CREATE INDEX `dispute_case_filter` ON `dispute_case` (`number`,`state`,`reason`,`amount_currency`,`amount_minor`,`value`,`market`,`language`,`queue_id`,`source`,`received_at`,`due_at`,`case_id`);
--> statement-breakpoint
CREATE VIRTUAL TABLE `case_text` USING fts5(`head`, `buyer_claims`, `seller_claims`, `buyer_said`, `seller_said`, `platform_said`, `carrier_said`, `desk_said`, `buyer_files`, `seller_files`, `platform_files`, `carrier_files`, `notes`, `letters`, `rulings`, `facets`, content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
--> statement-breakpoint
CREATE VIRTUAL TABLE `case_key_text` USING fts5(`keys`, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram');
--> statement-breakpoint
CREATE TRIGGER `search_dispute_case_came` AFTER INSERT ON `dispute_case` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_dispute_case_changed` AFTER UPDATE OF `source`, `source_id`, `title`, `buyer_name`, `seller_name`, `reason`, `amount_currency`, `market`, `language` ON `dispute_case` WHEN new.`source` IS NOT old.`source` OR new.`source_id` IS NOT old.`source_id` OR new.`title` IS NOT old.`title` OR new.`buyer_name` IS NOT old.`buyer_name` OR new.`seller_name` IS NOT old.`seller_name` OR new.`reason` IS NOT old.`reason` OR new.`amount_currency` IS NOT old.`amount_currency` OR new.`market` IS NOT old.`market` OR new.`language` IS NOT old.`language` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_party_came` AFTER INSERT ON `party` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_party_changed` AFTER UPDATE OF `role`, `id`, `display_name` ON `party` WHEN new.`role` IS NOT old.`role` OR new.`id` IS NOT old.`id` OR new.`display_name` IS NOT old.`display_name` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_party_went` AFTER DELETE ON `party` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_case_order_came` AFTER INSERT ON `case_order` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_case_order_changed` AFTER UPDATE OF `order_id`, `parent_id` ON `case_order` WHEN new.`order_id` IS NOT old.`order_id` OR new.`parent_id` IS NOT old.`parent_id` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_case_order_went` AFTER DELETE ON `case_order` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_item_came` AFTER INSERT ON `item` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_item_changed` AFTER UPDATE OF `title`, `sku` ON `item` WHEN new.`title` IS NOT old.`title` OR new.`sku` IS NOT old.`sku` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_item_went` AFTER DELETE ON `item` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_parcel_came` AFTER INSERT ON `parcel` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_parcel_changed` AFTER UPDATE OF `tracking_number` ON `parcel` WHEN new.`tracking_number` IS NOT old.`tracking_number` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_parcel_went` AFTER DELETE ON `parcel` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_claim_came` AFTER INSERT ON `claim` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_claim_changed` AFTER UPDATE OF `words`, `answers` ON `claim` WHEN new.`words` IS NOT old.`words` OR new.`answers` IS NOT old.`answers` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_claim_went` AFTER DELETE ON `claim` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_remedy_came` AFTER INSERT ON `remedy` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_remedy_changed` AFTER UPDATE OF `by`, `words` ON `remedy` WHEN new.`by` IS NOT old.`by` OR new.`words` IS NOT old.`words` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_remedy_went` AFTER DELETE ON `remedy` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_message_came` AFTER INSERT ON `message` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_message_changed` AFTER UPDATE OF `from`, `original`, `translation` ON `message` WHEN new.`from` IS NOT old.`from` OR new.`original` IS NOT old.`original` OR new.`translation` IS NOT old.`translation` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_message_went` AFTER DELETE ON `message` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_answer_came` AFTER INSERT ON `answer` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_question_came` AFTER INSERT ON `question` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_question_changed` AFTER UPDATE OF `text` ON `question` WHEN new.`text` IS NOT old.`text` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_offer_came` AFTER INSERT ON `offer` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_offer_changed` AFTER UPDATE OF `words` ON `offer` WHEN new.`words` IS NOT old.`words` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_offer_reply_came` AFTER INSERT ON `offer_reply` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = (SELECT `case_id` FROM `offer` WHERE `offer_id` = new.`offer_id`) AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_appeal_came` AFTER INSERT ON `appeal` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_appeal_changed` AFTER UPDATE OF `new_information`, `state` ON `appeal` WHEN new.`new_information` IS NOT old.`new_information` OR new.`state` IS NOT old.`state` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_appeal_went` AFTER DELETE ON `appeal` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_evidence_came` AFTER INSERT ON `evidence` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_evidence_changed` AFTER UPDATE OF `side`, `file_name`, `statement`, `text`, `sha256`, `state` ON `evidence` WHEN new.`side` IS NOT old.`side` OR new.`file_name` IS NOT old.`file_name` OR new.`statement` IS NOT old.`statement` OR new.`text` IS NOT old.`text` OR new.`sha256` IS NOT old.`sha256` OR new.`state` IS NOT old.`state` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_evidence_went` AFTER DELETE ON `evidence` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_inspection_came` AFTER INSERT ON `inspection` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` IN (SELECT `case_id` FROM `evidence` WHERE `sha256` = new.`sha256`) AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_inspection_changed` AFTER UPDATE OF `text`, `metadata` ON `inspection` WHEN new.`text` IS NOT old.`text` OR new.`metadata` IS NOT old.`metadata` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` IN (SELECT `case_id` FROM `evidence` WHERE `sha256` = new.`sha256`) AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_inspection_went` AFTER DELETE ON `inspection` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` IN (SELECT `case_id` FROM `evidence` WHERE `sha256` = old.`sha256`) AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_note_came` AFTER INSERT ON `note` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_note_changed` AFTER UPDATE OF `text` ON `note` WHEN new.`text` IS NOT old.`text` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_note_went` AFTER DELETE ON `note` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_letter_came` AFTER INSERT ON `letter` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_letter_changed` AFTER UPDATE OF `subject`, `body`, `state` ON `letter` WHEN (new.`state` = 'withdrawn') IS NOT (old.`state` = 'withdrawn') OR new.`subject` IS NOT old.`subject` OR new.`body` IS NOT old.`body` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_letter_went` AFTER DELETE ON `letter` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_ruling_came` AFTER INSERT ON `ruling` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_ruling_changed` AFTER UPDATE OF `state`, `reasons` ON `ruling` WHEN new.`state` IS NOT old.`state` OR new.`reasons` IS NOT old.`reasons` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_ruling_went` AFTER DELETE ON `ruling` BEGIN
	INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case` WHERE `case_id` = old.`case_id` AND NOT EXISTS (SELECT 1 FROM `search_pause`) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_forgets_erased` AFTER UPDATE OF `state` ON `evidence` WHEN new.`state` = 'erased' AND old.`state` IS NOT 'erased' BEGIN
	DELETE FROM `case_text` WHERE `rowid` = (SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id`);
	INSERT INTO `search_scrub` (`one`) VALUES (1) ON CONFLICT DO UPDATE SET `turn` = `turn` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `search_hides_appealed` AFTER INSERT ON `appeal` WHEN new.`state` = 'open' BEGIN
	DELETE FROM `case_text` WHERE `rowid` = (SELECT `number` FROM `dispute_case` WHERE `case_id` = new.`case_id`);
END;
--> statement-breakpoint
INSERT INTO `search_pending` (`number`) SELECT `number` FROM `dispute_case`;
--> statement-breakpoint
DROP TABLE `evidence_text`;
