CREATE TABLE `goods_label` (
	`case_id` text NOT NULL,
	`item_id` text NOT NULL,
	`goods` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `item_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "goods_label_goods" CHECK("goods_label"."goods" in ('electronics', 'clothing', 'household', 'fragile', 'beauty', 'food', 'jewellery', 'collectible', 'other'))
) STRICT;
--> statement-breakpoint
ALTER TABLE `item` ADD `goods` text;