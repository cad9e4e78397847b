CREATE TABLE `feed_refusal` (
	`refusal_id` text PRIMARY KEY NOT NULL,
	`line` text NOT NULL,
	`thing` text NOT NULL,
	`about` text NOT NULL,
	`dispute_id` text NOT NULL,
	`code` text NOT NULL,
	`words` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`times` integer NOT NULL,
	`try_at` integer,
	FOREIGN KEY (`line`) REFERENCES `feed_source`(`line`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "feed_refusal_things" CHECK("feed_refusal"."thing" in ('dispute', 'reply', 'letter', 'refund', 'return'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `feed_refusal_about` ON `feed_refusal` (`line`,`thing`,`about`);--> statement-breakpoint
CREATE INDEX `feed_refusal_try` ON `feed_refusal` (`line`,`try_at`) WHERE try_at is not null;--> statement-breakpoint
CREATE INDEX `feed_refusal_last` ON `feed_refusal` (`last_at`);--> statement-breakpoint
CREATE TABLE `feed_source` (
	`line` text PRIMARY KEY NOT NULL,
	`name` text,
	`source` text,
	`position` text,
	`list_cursor` text,
	`is_listed` integer DEFAULT 0 NOT NULL,
	`listed` integer DEFAULT 0 NOT NULL,
	`behind` integer,
	`paused_because` text,
	`looked_at` integer,
	`news_at` integer,
	`next_look_at` integer,
	`taken` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`error` text,
	`error_since` integer,
	`stuck_on` text,
	`stuck_times` integer DEFAULT 0 NOT NULL,
	`rings` integer DEFAULT 0 NOT NULL,
	`rung_at` integer,
	`wrong_rings` integer DEFAULT 0 NOT NULL,
	`wrong_ring_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `webhook_seen` (
	`event_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `webhook_seen_at` ON `webhook_seen` (`at`);--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `ended_outside` text;