CREATE TABLE `tag_tally` (
	`tag` text PRIMARY KEY NOT NULL,
	`cases` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `tag_tally_cases` ON `tag_tally` (`cases`);--> statement-breakpoint
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
CREATE TABLE `refund_tally` (
	`state` text NOT NULL,
	`currency` text NOT NULL,
	`refunds` integer NOT NULL,
	`minor` integer NOT NULL,
	PRIMARY KEY(`state`, `currency`)
) STRICT;
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_escalation` (
	`escalation_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`reason` text NOT NULL,
	`words` text,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "escalation_reasons" CHECK("__new_escalation"."reason" in ('large', 'fraud', 'law', 'policy_unclear', 'press', 'other', 'skipped_often'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_escalation`("escalation_id", "case_id", "reason", "words", "person_id", "person_name", "at", "ended_at") SELECT "escalation_id", "case_id", "reason", "words", "person_id", "person_name", "at", "ended_at" FROM `escalation`;--> statement-breakpoint
DROP TABLE `escalation`;--> statement-breakpoint
ALTER TABLE `__new_escalation` RENAME TO `escalation`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `escalation_open` ON `escalation` (`case_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `__new_job` (
	`job_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`unique_key` text,
	`words` text NOT NULL,
	`case_id` text,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`max_attempts` integer NOT NULL,
	`run_after` integer NOT NULL,
	`lease_ends_at` integer,
	`progress` integer,
	`error` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy', 'case.close', 'correction.send', 'return.order', 'return.lapse', 'feed.pull', 'ledger.reconcile', 'queues.place', 'bulk.run')),
	CONSTRAINT "job_states" CHECK("__new_job"."state" in ('waiting', 'running', 'done', 'failed'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_job`("job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at") SELECT "job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at" FROM `job`;--> statement-breakpoint
DROP TABLE `job`;--> statement-breakpoint
ALTER TABLE `__new_job` RENAME TO `job`;--> statement-breakpoint
CREATE UNIQUE INDEX `job_unique_key` ON `job` (`unique_key`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `job_waiting` ON `job` (`kind`,`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `job_running` ON `job` (`lease_ends_at`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `job_of_refund` ON `job` (`unique_key`) WHERE kind = 'refund.payOut';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);--> statement-breakpoint
DROP INDEX `dispute_case_waiting_due`;--> statement-breakpoint
DROP INDEX `dispute_case_waiting_age`;--> statement-breakpoint
DROP INDEX `dispute_case_served`;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `shelf` text DEFAULT 'received' NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `is_for_lead` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `last_activity_by` text;--> statement-breakpoint
CREATE INDEX `dispute_case_marked` ON `dispute_case` (`number`) WHERE harm is not null or has_appeal = 1;--> statement-breakpoint
CREATE INDEX `dispute_case_queue_due` ON `dispute_case` (`queue_id`,`due_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_queue_age` ON `dispute_case` (`queue_id`,`received_at`,`number`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_head` ON `dispute_case` (`queue_id`,`is_for_lead`,"priority" desc,`number`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_trouble` ON `dispute_case` (`number`) WHERE takings >= 4 or skips >= 3 or lapses >= 3;--> statement-breakpoint
CREATE INDEX `dispute_case_list_priority` ON `dispute_case` (`shelf`,"priority" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_due` ON `dispute_case` (`shelf`,`due_at`,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_amount` ON `dispute_case` (`shelf`,"value" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_age` ON `dispute_case` (`shelf`,`received_at`,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_activity` ON `dispute_case` (`shelf`,"last_activity_at" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_appeal` ON `dispute_case` (`number`) WHERE has_appeal = 1;--> statement-breakpoint
CREATE INDEX `dispute_case_harm` ON `dispute_case` (`number`) WHERE harm is not null;--> statement-breakpoint
CREATE INDEX `dispute_case_faulty` ON `dispute_case` (`number`) WHERE json_array_length(integrity, '$.faults') > 0;--> statement-breakpoint
CREATE INDEX `dispute_case_kind` ON `dispute_case` (`state`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_filter` ON `dispute_case` (`number`,`state`,`reason`,`amount_currency`,`amount_minor`,`value`,`market`,`language`,`queue_id`,`source`,`received_at`,`due_at`,`case_id`);--> statement-breakpoint
ALTER TABLE `question` ADD `bulk_id` text;--> statement-breakpoint
ALTER TABLE `bulk` ADD `total` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `done` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `refused` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `failed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `bulk_started` ON `bulk` (`started_at`);--> statement-breakpoint
ALTER TABLE `case_tally` ADD `changed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `case_tally_changed` ON `case_tally` (`changed`);--> statement-breakpoint
ALTER TABLE `work_queue` ADD `removed_at` integer;--> statement-breakpoint
CREATE INDEX `appeal_case` ON `appeal` (`case_id`);--> statement-breakpoint
CREATE INDEX `recusal_person` ON `recusal` (`person_id`);--> statement-breakpoint
CREATE INDEX `bulk_item_state_of` ON `bulk_item` (`bulk_id`,`state`,`place`);--> statement-breakpoint
CREATE INDEX `case_skip_person` ON `case_skip` (`person_id`,`until_at`);--> statement-breakpoint
CREATE INDEX `calibration_person_open` ON `calibration_person` (`person_id`) WHERE done_at is null and left_at is null;--> statement-breakpoint
CREATE INDEX `person_seat` ON `person` (lower(trim("name")));--> statement-breakpoint
CREATE INDEX `review_open_of` ON `review` (`reviewer_id`) WHERE state = 'open';
--> statement-breakpoint
UPDATE `dispute_case` SET `is_for_lead` = 1 WHERE `case_id` IN (SELECT `case_id` FROM `escalation` WHERE `ended_at` IS NULL);
--> statement-breakpoint
CREATE TRIGGER `escalation_came` AFTER INSERT ON `escalation` WHEN new.ended_at IS NULL BEGIN
	UPDATE `dispute_case` SET `is_for_lead` = 1 WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `escalation_went` AFTER UPDATE OF `ended_at` ON `escalation` WHEN (new.ended_at IS NULL) <> (old.ended_at IS NULL) BEGIN
	UPDATE `dispute_case` SET `is_for_lead` = exists (SELECT 1 FROM `escalation` WHERE `escalation`.`case_id` = new.case_id AND `ended_at` IS NULL) WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `appeal_came_to_queue` AFTER INSERT ON `appeal` WHEN new.state = 'open' BEGIN
	UPDATE `dispute_case` SET `has_appeal` = 1 WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `appeal_left_queue` AFTER UPDATE OF `state` ON `appeal` WHEN new.state <> old.state BEGIN
	UPDATE `dispute_case` SET `has_appeal` = exists (SELECT 1 FROM `appeal` WHERE `appeal`.`case_id` = new.case_id AND `state` = 'open') WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
INSERT INTO `tag_tally` (`tag`, `cases`) SELECT `tag`, count(*) FROM `case_tag` GROUP BY `tag`;
--> statement-breakpoint
CREATE TRIGGER `tag_tally_given` AFTER INSERT ON `case_tag` BEGIN
	INSERT INTO `tag_tally` VALUES (new.tag, 1) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `tag_tally_taken` AFTER DELETE ON `case_tag` BEGIN
	UPDATE `tag_tally` SET `cases` = `cases` - 1 WHERE `tag` = old.tag;
	DELETE FROM `tag_tally` WHERE `tag` = old.tag AND `cases` <= 0;
END;
--> statement-breakpoint
UPDATE `dispute_case` SET `shelf` = CASE WHEN `state` IN ('queued', 'in_review') THEN 'open' ELSE `state` END;
--> statement-breakpoint
CREATE TRIGGER `case_shelf_came` AFTER INSERT ON `dispute_case` WHEN new.shelf <> CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END BEGIN
	UPDATE `dispute_case` SET `shelf` = CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `case_shelf_moved` AFTER UPDATE OF `state` ON `dispute_case` WHEN new.shelf <> CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END BEGIN
	UPDATE `dispute_case` SET `shelf` = CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
DROP TRIGGER `case_tally_came`;
--> statement-breakpoint
DROP TRIGGER `case_tally_moved`;
--> statement-breakpoint
DROP TRIGGER `case_tally_went`;
--> statement-breakpoint
CREATE TRIGGER `case_tally_came` AFTER INSERT ON `dispute_case` BEGIN
	INSERT INTO `case_tally` VALUES (new.state, new.reason, coalesce(new.amount_currency, ''), coalesce(new.market, ''), coalesce(new.language, ''), coalesce(new.queue_id, ''), new.source, 1, (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`)) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1, `changed` = excluded.`changed`;
END;
--> statement-breakpoint
CREATE TRIGGER `case_tally_moved` AFTER UPDATE OF `state`, `reason`, `amount_currency`, `market`, `language`, `queue_id`, `source` ON `dispute_case`
WHEN new.state IS NOT old.state OR new.reason IS NOT old.reason OR new.amount_currency IS NOT old.amount_currency OR new.market IS NOT old.market OR new.language IS NOT old.language OR new.queue_id IS NOT old.queue_id OR new.source IS NOT old.source BEGIN
	UPDATE `case_tally` SET `cases` = `cases` - 1, `changed` = (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`) WHERE `state` = old.state AND `reason` = old.reason AND `currency` = coalesce(old.amount_currency, '') AND `market` = coalesce(old.market, '') AND `language` = coalesce(old.language, '') AND `queue_id` = coalesce(old.queue_id, '') AND `source` = old.source;
	INSERT INTO `case_tally` VALUES (new.state, new.reason, coalesce(new.amount_currency, ''), coalesce(new.market, ''), coalesce(new.language, ''), coalesce(new.queue_id, ''), new.source, 1, (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`)) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1, `changed` = excluded.`changed`;
END;
--> statement-breakpoint
CREATE TRIGGER `case_tally_went` AFTER DELETE ON `dispute_case` BEGIN
	UPDATE `case_tally` SET `cases` = `cases` - 1, `changed` = (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`) WHERE `state` = old.state AND `reason` = old.reason AND `currency` = coalesce(old.amount_currency, '') AND `market` = coalesce(old.market, '') AND `language` = coalesce(old.language, '') AND `queue_id` = coalesce(old.queue_id, '') AND `source` = old.source;
END;
--> statement-breakpoint
INSERT INTO `refund_tally` (`state`, `currency`, `refunds`, `minor`) SELECT `state`, `currency`, count(*), sum(`amount_minor`) FROM `refund` GROUP BY 1, 2;
--> statement-breakpoint
CREATE TRIGGER `refund_tally_came` AFTER INSERT ON `refund` BEGIN
	INSERT INTO `refund_tally` VALUES (new.state, new.currency, 1, new.amount_minor) ON CONFLICT DO UPDATE SET `refunds` = `refunds` + 1, `minor` = `minor` + excluded.`minor`;
END;
--> statement-breakpoint
CREATE TRIGGER `refund_tally_moved` AFTER UPDATE OF `state`, `currency`, `amount_minor` ON `refund`
WHEN new.state IS NOT old.state OR new.currency IS NOT old.currency OR new.amount_minor IS NOT old.amount_minor BEGIN
	UPDATE `refund_tally` SET `refunds` = `refunds` - 1, `minor` = `minor` - old.amount_minor WHERE `state` = old.state AND `currency` = old.currency;
	INSERT INTO `refund_tally` VALUES (new.state, new.currency, 1, new.amount_minor) ON CONFLICT DO UPDATE SET `refunds` = `refunds` + 1, `minor` = `minor` + excluded.`minor`;
END;
--> statement-breakpoint
CREATE TRIGGER `refund_tally_went` AFTER DELETE ON `refund` BEGIN
	UPDATE `refund_tally` SET `refunds` = `refunds` - 1, `minor` = `minor` - old.amount_minor WHERE `state` = old.state AND `currency` = old.currency;
END;
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
