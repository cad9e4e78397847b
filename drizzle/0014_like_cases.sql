CREATE TABLE `precedent` (
	`place` integer PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`ruling_id` text NOT NULL,
	`reason` text NOT NULL,
	`goods` text,
	`value` integer NOT NULL,
	`outcome` text NOT NULL,
	`refund_bp` integer NOT NULL,
	`ruled_at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "precedent_reason" CHECK("precedent"."reason" in ('not_received', 'not_as_described', 'wrong_item', 'defective', 'damaged_in_transit', 'missing_parts', 'counterfeit', 'return_not_refunded', 'other')),
	CONSTRAINT "precedent_refund" CHECK(refund_bp between 0 and 10000 and (outcome = 'no_refund') = (refund_bp = 0) and (outcome <> 'full_refund' or refund_bp = 10000))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `precedent_case` ON `precedent` (`case_id`);--> statement-breakpoint
CREATE INDEX `precedent_like` ON `precedent` (`reason`,`value`,`goods`,`refund_bp`,`outcome`);--> statement-breakpoint
CREATE INDEX `precedent_newest` ON `precedent` (`reason`,`place`);--> statement-breakpoint
CREATE TABLE `together` (
	`together_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`pattern` text NOT NULL,
	`cases` text NOT NULL,
	`began_at` integer NOT NULL,
	`results` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `ruling` ADD `together_id` text REFERENCES together(together_id);--> statement-breakpoint
CREATE INDEX `ruling_together` ON `ruling` (`together_id`) WHERE together_id is not null;--> statement-breakpoint
CREATE VIRTUAL TABLE `precedent_text` USING fts5(`reason`, `words`, tokenize = 'unicode61 remove_diacritics 2');--> statement-breakpoint
INSERT INTO `precedent` (`case_id`, `ruling_id`, `reason`, `goods`, `value`, `outcome`, `refund_bp`, `ruled_at`)
SELECT c.`case_id`, r.`ruling_id`, r.`reason`, (SELECT i.`goods` FROM `item` i WHERE i.`case_id` = c.`case_id` AND i.`goods` IS NOT NULL ORDER BY i.`position` LIMIT 1), c.`value`, r.`outcome`,
	CASE r.`outcome` WHEN 'no_refund' THEN 0 WHEN 'full_refund' THEN 10000 ELSE max(1, min(9999, CAST(round(r.`amount_minor` * 10000.0 / CAST(json_extract(r.`frozen_file`, '$.refundRoom.cap.minor') AS INTEGER)) AS INTEGER))) END, r.`effective_at`
FROM `ruling` r JOIN `dispute_case` c ON c.`case_id` = r.`case_id`
WHERE r.`state` = 'effective' AND r.`offer_id` IS NULL AND r.`ruling_id` = (SELECT l.`ruling_id` FROM `ruling` l WHERE l.`case_id` = r.`case_id` AND l.`state` = 'effective' ORDER BY l.`effective_at` DESC, l.`ruling_id` DESC LIMIT 1)
ORDER BY r.`effective_at`;--> statement-breakpoint
INSERT INTO `precedent_text` (`rowid`, `reason`, `words`)
SELECT p.`place`, replace(p.`reason`, '_', ''), (SELECT lower(coalesce(c.`title`, '')) FROM `dispute_case` c WHERE c.`case_id` = p.`case_id`) || ' ' || (SELECT lower(coalesce(group_concat(q.`words`, ' '), '')) FROM `claim` q WHERE q.`case_id` = p.`case_id`)
FROM `precedent` p;
