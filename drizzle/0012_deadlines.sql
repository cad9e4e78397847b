CREATE TABLE `deadline_move` (
	`move_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`deadline_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text,
	`days` integer NOT NULL,
	`until_at` integer,
	`due_before` integer,
	`due_at` integer NOT NULL,
	`reckoning` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "deadline_move_kinds" CHECK("deadline_move"."kind" in ('set', 'extended', 'paused', 'resumed')),
	CONSTRAINT "deadline_move_set" CHECK((kind = 'set') = (due_before is null) and (kind = 'set') = (reason is null) and (kind <> 'set' or position = 0)),
	CONSTRAINT "deadline_move_pause" CHECK((kind = 'paused') = (until_at is not null) and (until_at is null or until_at > at)),
	CONSTRAINT "deadline_move_reason" CHECK(reason is null or length(trim(reason)) > 0),
	CONSTRAINT "deadline_move_days" CHECK(days between 0 and 366),
	CONSTRAINT "deadline_move_never_shorter" CHECK(kind not in ('extended', 'paused') or due_at >= due_before)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `deadline_move_place` ON `deadline_move` (`case_id`,`deadline_id`,`position`);--> statement-breakpoint
CREATE INDEX `deadline_move_case` ON `deadline_move` (`case_id`,`at`);--> statement-breakpoint
CREATE TRIGGER `deadline_move_no_update` BEFORE UPDATE ON `deadline_move` BEGIN SELECT raise(abort, 'a move of a deadline is never edited'); END;
--> statement-breakpoint
CREATE TRIGGER `deadline_move_no_delete` BEFORE DELETE ON `deadline_move` BEGIN SELECT raise(abort, 'a move of a deadline is never taken away'); END;
--> statement-breakpoint
CREATE TRIGGER `deadline_move_in_turn` BEFORE INSERT ON `deadline_move` BEGIN
  SELECT raise(abort, 'only a deadline that stands still can go on, and only one that runs can be moved otherwise')
  WHERE (NEW.kind = 'resumed') <> exists (
    SELECT 1 FROM deadline_move AS last
    WHERE last.case_id = NEW.case_id AND last.deadline_id = NEW.deadline_id AND last.kind = 'paused' AND last.until_at > NEW.at
      AND last.position = (SELECT max(position) FROM deadline_move WHERE case_id = NEW.case_id AND deadline_id = NEW.deadline_id)
  );
END;
