# Every target is a small script in tools/, which says what it does and can be run by itself.
.PHONY: help run test lint bench demo tour backup restore vendor setup

help:      ## this list
	@sed -n 's/^\([a-z]*\): *## /\1\t/p' Makefile | expand -t 12

run:       ## set up everything and serve the demo province on 127.0.0.1:PORT (8000)
	@tools/run

test:      ## set up everything and run the whole suite
	@tools/test $(ARGS)

lint:      ## style, types, layers, rules of the house, translations
	@tools/lint

bench:     ## BENCH=name: one benchmark, or all; writes bench/results/<name>.json
	@tools/bench $(BENCH)

demo:      ## start the demo again in a new database; the old one is kept beside it
	@tools/demo

tour:      ## perform the journey in the browser and renew the pictures of docs/tour.vi.md
	@tools/tour

backup:    ## TO=folder: back up database and files, and prove that the copy can be restored
	@tools/backup $(TO)

restore:   ## FROM=folder: restore into a new, empty place, and check it
	@tools/restore $(FROM)

vendor:    ## renew static/vendor and static/fonts from package.json (needs npm)
	@tools/vendor

setup:     ## system packages, virtual environment and locked libraries for run and test
	@tools/setup test
