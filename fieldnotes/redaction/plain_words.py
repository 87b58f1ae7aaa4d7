"""List the English words that may be shown while nobody can know who must not be named.

Printed by tests/redaction/choose_plain_words.py, which says how they were chosen and from what; `masking` says what
they are good for.
"""

PLAIN_WORDS = frozenset(
    """
abandoned abandoning abbreviated abbreviation ability able abort aborted abruptly absence absent absolute absolutely
absorbed absorbing abstract abstraction abuse abused abusing accelerate accelerated accelerating accent accept
acceptable accepted accepting accepts accessed accessible accessing accidental accidentally accommodate accommodated
accommodating accomplish accomplished accorded according accordingly account accounted accounting accumulate
accumulated accuracy accurate accurately accused accusing achieve achieved achieving acknowledge acknowledged
acknowledging acquire acquired acquiring act acted acting actions activate activated active activity acts actual
actually acute adapt adaptation adapted adapting adaptive added adding addition additional additionally additions
addressed addressing adds adequate adhere adjacent adjust adjusted adjustment administered administering administrative
admired admiring admitted admitting adopted adopting adored adoring advance advanced advancing advantage advantages
advertise advertised advertising advised advising advocated advocating affect affected affecting affects afraid
afterwards age ago agree agreed agreement ahead aided aiding aimed aiming aired airing alarmed alarming alert algorithm
algorithms aliases alienated alienating align aligned alignment alleged alleging allocated allocation allow allowed
allowing almost alone alongside alphabetical alter alterations altered altering alternate alternately alternating
alternative alternatives although amazed amazing ambiguity ambiguous amount amounted amounting amused amusing analogous
analysis analyze analyzed analyzing angled animation announced announcing annoyed annoying anonymous answer answered
answering answers anticipated anticipating anymore anything anytime anyway anyways anywhere apart apologized
apologizing appalled appalling apparently appealed appealing appear appearance appeared appearing appears applicable
application applications applied applies apply applying appointed appointing appreciated appreciating approach
approached approaching appropriate appropriately approximate approximately approximation arbitrary architecture
architectures archive archives areas arena argued arguing argument arguments arising arithmetic aroused arousing
arrange arranged arranges arranging array arrested arresting arrive arrived arriving article articles ascended
ascending ascii ashamed ask asked asking asks asleep aspect aspects assaulted assaulting assembled assembling assert
asserted asserting assertion assessed assessing assign assigned assigning assignment assignments assigns assisted
assisting associate associated assume assumed assumes assuming assumption assumptions assure astonished astonishing
atom attach attached attachment attacked attacking attained attaining attempt attempted attempting attempts attended
attending attention attracted attracting attribute attributes audio auditioned auditioning augmented authentication
authorization auto automatic automatically auxiliary availability available average averaged averages averaging avoid
avoided avoiding avoids await awaited awaiting awaits awakened awakening awarded awarding aware away backed background
backing backup backward backwards badly bagged bagging bail bailed bailing baked baking balanced balancing banged
banging bar bare bargained bargaining barged barging barred barring bars based baseline bases bashed bashing basic
basically basing basis batch bathed bathing batted batting battled battling beaten beating became because become
becomes becoming beeped beeping began begged begging begin beginning begins behave behaved behaves behaving behavior
behaviour believe believed believing belong belonged belonging belongs benefit besides betrayed betraying better bigger
billed billing binary bind binding binds bit bits blabbed blabbing blackmailed blackmailing blah blamed blaming blasted
blasting bled bleeding blended blending blinded blinding blink blinked blinking blocked blocking blocks blow boarded
boarding body bogus boiled boiling bombed bombing bonded bonding book booked booking bordered bordering bored boring
borrowed borrowing bother bothered bounced bouncing bound boundaries boundary bounded box boxes bracket brackets
brainwashed brainwashing branched branches branching break breaking breaks breathed breathing brewed brewing bribed
bribing brief briefed briefing briefly bring broadcast broken browse bruised bruising brushed bugged bugging bugs
building built bump bumped bumping bundled bureaucracy buried burned burning bury bus business busted busting busy
button buzzed buzzing bypass bypassed bypassing bytes cache calculate calculated calculating calculation calculations
calendar call called calling calls calmed calming campaigned campaigning camped camping cancel canceled canceling
cancellation cancelled cancelling cancels cannot canonical canvas capabilities capability capable capacity capital
capitalize capture captured captures capturing car cards care cared careful carefully cares caring carriage carry
carrying carved carving cascade cashed cashing casing cast catalog catch catches catching categories category catered
catering caught cause caused causes causing caution caved caving cavity ceiling celebrated celebrating cell cells
centered century certain certainly certificate certificates chain chained chains challenge challenged challenges
challenging changed changing channel channels characteristic charged charging charted charting chased chasing cheap
cheated cheating check checked checking checks cheered cheering chewed chewing chilled chilling choice choices choked
choking choose choosing chop chopped chopping chose chosen chunk chunks circle circled circling circular circulated
circulating circumstances cited citing claim claimed claiming claims clamp clashes class classes classification clause
clauses cleaned cleaning cleanup clear cleared clearing clearly clears clever clicked clicking client clients climbed
climbing clip clipboard clipped clipping clobbered clock clockwise clogged clogging clone clones cloning closed closest
closing closure clothed clothing clouded clouding coached coaching coated coating code coded codes coding coefficient
coerced coercion coincided coincidence coinciding collaborated collaborating collapse collapsed collapsing collect
collected collecting collection collections color colored column columns combed combination combinations combine
combined combines combing combining combo comes comforted coming comma command commanded commanding commands
commemorated commemorating commenced commencing comment commented commenting comments commercial commissioned
commissioning commit committed committing common commonly communicate communicated communicating communication compact
comparable compare compared compares comparing comparison comparisons compatibility compatible compelled compelling
compensate competed competing compilation compilations compile compiled compiling complain complained complaining
complement complete completed completely completes completing completion complex complexity compliance complicated
complication complimented complimenting comply component components composed composing composite compound comprehension
comprehensive compressed compression comprised comprising compromised compromising computation computed computing
concealed concealing conceded conceding conceivable concentrated concentrating concept concerned concerning concluded
concluding concurrent concurrently condemned condemning condensed condition conditional conditioned conditioning
conditions conducted conducting confessed confessing confided confiding configuration configurations configured confirm
confirmation confirmed confirming conflict conflicted conflicting conflicts conform confronted confronting confuse
confused confusing confusion conjunction conjured conjuring connected connecting connection connections connects conned
conning conquered conquering consecutive consented consenting consequence consequently conservative consider
considerable considerably consideration considered considering consisted consistency consistent consisting console
conspired conspiring constant constituted constituting construct constructed constructing construction constructs
consult consulted consulting consume consumed consumes consuming consumption contacted contacting contain contained
containing contains content contents contested contesting context contexts contiguous continuation continue continued
continues continuing continuous continuously contract contracted contracting contrary contrast contrasted contrasting
contribute contributed contributing contributions control controlled controlling controls convenience convenient
convention conventions conversation conversion conversions convert converted converting converts convinced convincing
cooked cooking cooled cooling cooperated cooperating cooperation coordinate coordinated coordinates coordinating copied
copies copy copying copyright core corner correct corrected correcting correction correctly correlation correspond
corresponded correspondence corresponding corresponds cost coughed coughing count counted counterparts counting couple
coupled coupling course courtesy cover coverage covered covering cracked cracking crafted cramped cramping crap crash
crashed crashing crawled crawling create created creates creating creation credentials credits creeped creeping cried
crippled crippling critical criticized criticizing crossed crowded crowding crowned crowning crude crumbled crumbling
crushed crying crypt culminated culminating cultivated cultivating cumulative cured curing curled curling curly
currency current currently cursed curses cursing curve customized cycle cycles cyclic damage damaged damages damaging
dance danced dancing dangerous dared daring dashed dashing data database databases date dated dates dating daylight
dazzled dazzling deactivated deadline dealing dealt debated debating debuted debuting deceived deceiving decide decided
decides deciding decision declaration declare declared declares declaring declined declining decode decommissioned
decommissioning decorated decorating decoration decreased decreases decreasing dedicated deemed deepest deeply defeated
defeating defect defects defended defending deferred define defined defines defining definitely definition definitions
defunct degraded degrading delay delayed delaying delegate delegated delegates deleted deletion deliberately deliver
delivered delivering delivery deluded deluding demand demanded demanding demographics demonstrated demonstrating
demonstration demos denied denote denoted denotes denoting density deny departed depend depended dependence
dependencies dependency dependent depending depends depicted depicting deployed deploying deployment depressed
depressing deprived depriving depth derive derived derives deriving descend descended descending describe described
describes describing description descriptions deserted deserting deserved design designated designed designing
desirable desired despite destination destinations destroy destroyed destroying detached detail detailed detailing
details detect detected detecting detection deteriorated deteriorating determination determine determined determines
determining devastated devastating developed developing development deviation device devices diagnostic diagram dialect
dialed dialing dialogue dialogues dictates dictionaries dictionary died dies differ differed difference differences
differently differing difficult digest digit digits dimension dimensional dimensions dipped dipping direct directed
directing direction directions directive directly directs disable disabled disappear disappeared disappearing
disappears disappointed disappointing disbanded disbanding discarded discipline disconnect disconnected discouraged
discouraging discovered discovering discovery discrete discs discussed discussing discussion discussions disgusted disk
dismiss dismissed dismissing dispatch dispatched display displayed displaying displays disposition disputed disputing
disrupted disrupting dissed dissing distance distinct distinction distinctions distinguish distinguished distinguishing
distorted distracted distracting distressed distressing distribute distributed distributing distribution distributions
disturbed disturbing ditched ditching ditto divide divided dividing divorced divorcing docked docking document
documentation documented documenting documents dodged dodging doesn doing dominated dominating donated donating doped
doping double doubles doubling doubly doubted doubting downloaded downloading draft drafted drafting drag dragged
dragging drained draining draw drawing drawings drawn dreaded dreading dreamed dreaming dressed dressing drift drifted
drifting drilled drilling drive driven drives drop dropped dropping drops drowned drowning drugged drugging dual dubbed
dubbing dubious ducked ducking due dug dumb dummy dump dumped dumping dumps duplicate duration dusted dying dynamic
earned earning ease easier easily eastward eaten edge edges edited editing educated educating effect effective
effectively effects efficiency efficient efficiently effort eggs either elected electing elements eliminate eliminated
eliminating eloped eloping else elsewhere embarrassed embarrassing embedded embraced embracing emerged emerging
emission emitted emphasized emphasizing employed employing emptied empties emulate enable enabled enables enabling
enchanting enclosed encoded encoding encompassed encompassing encounter encountered encountering encouraged encourages
encouraging encrypted encryption end endangered endangering ended ending endings ends endured enduring enforce enforced
enforcement enforcing engaged engaging engine engineered engineering engraved engraving enhance enhanced enhancements
enhancing enjoyed enjoying enlightened enlightening enough ensued ensuing ensure ensured ensures ensuring entered
entering entertained entertaining entire entirely entirety entities entity entries entry envelope environment
environments epilogue epoch equal equality equally equals equivalent equivalents erase erased erasing erroneously error
escalated escalating escape escaped escapes escaping escorted escorting especially essential essentially establish
established establishing estimate estimated evaluate evaluated evaluating evaluation evenly event events eventual
eventually every everybody everything everywhere evolved evolving exact exactly exaggerated exaggerating examination
examine examined examining exceed exceeded exceeding exceeds exception exceptional exceptions exchanged exchanging
excited exciting exclamation exclude excluded excluding exclusion exclusive exclusively execute executed executing
execution exercise exercised exercising exhausted exhausting exhibited exhibiting existed existence existing exit
exited exiting exits expand expanded expanding expands expansion expansions expect expectation expectations expected
expecting expects expense expensive experienced experiencing experimental experimented experimenting expiration expire
expired expires explain explained explaining explanation explicit explicitly exploded exploding exploited exploiting
explored exponent exponential export exported exporting exports expose exposed exposing expressed expressing expression
expressions extend extended extending extends extension extensions extensive extensively extent external externally
extra extract extracted extraction extracts extras extremely eyeballs faced facilitated facilitates facilitating
facilities facility facing fact factory faded fading fail failed failing fails failure failures fainted fainting fair
fairly fairness faithfully fake faked faking fall fallback falling falls false familiar fancy fantasized fantasizing
farmed farming fascinated fascinating fashion fastest fatal fault favor feared fearing feasible feature featured
features featuring fed feed feedback feeding feel feels fetch fetched fetching fewer figure figured figures figuring
file filed files filing fill filled filling filmed filming filtered filtering final finalized finally financed
financing find finding finds fine finish finished finishes finishing finite fired firing fits fitted fitting fix fixed
fixes fixing flag flags flanked flanking flashed flashing flat flattened flattered flattering flavour flaws fled
flexibility flipped flipping flirted flirting float floated floating floats flooded flooding flourished flourishing
flow flowed flowing flunked flunking flush flushed flushing focus focused focusing fold folded folding folks follow
followed following follows font fonts fooled fooling footed footing forbidden forced forcing foreign forgave forged
forget forging forgotten fork form formal format formats formatted formed forming forms forth forward forwarded
forwarding fostered fostering fought found founded founding fraction fragile fragment fragments frame framed frames
framework framing freaked freaking freely freeze frequencies frequency frequently fresh friendly frightened frightening
fronted fronting frosted frosting frozen frustrated frustrating fulfilled fulfilling fully fun function functional
functionality functioned functioning functions funded funding funny further future futures gain gained gaining gambling
games garbage gathered generally generate generated generates generating generation generous geometric geometry gets
getting given gives giving global globally glue goal going gone gotten governed governing grab grabbed grabbing
gracefully graded grading gradually graduated graduating grammar granted granting graph graphical graphics grave grazed
grazing greatest greatly greedy greeted greeting grid grilled grilling groomed grooming grossed grossing grounded
grounding grouped grouping growing grows guaranteed guarded guarding guess guessed guessing guide guided guiding hacks
hammered hammering handed handing handle handled handles handling handshake hang hanged hanging happen happened
happening happens happily harassed harassing hardware harmed harming harvested harvesting hassled hassling hatched
hatching hated hating hauled hauling haunted haunting headed heading headlined headlining healed heap heard heated
heating heavily height held help helped helpful helping helps hence hereby hesitated hesitating hid hidden hiding
hierarchical hierarchy higher highest highlight highlighted highlighting highlights highly hint hinted hinting hints
hired hiring historical historically history hit hits hitting hold holding holds honored honoring hooked hooking hoped
hopefully hoping hopped hopping horizontal horizontally hosted hostile hosting hounded hounding housed housing hovering
however http https huge hugged hugging humiliated humiliating hungry hurled hurling hurt hustled hustling hybrid icon
icons idea ideal ideally ideas identical identification identified identifies identify identifying identity ignore
ignored ignores ignoring illegal illustrated illustrating illustration image images imaginary imagined imagining
immediate immediately imminent impedance implement implementation implementations implemented implementing implements
implicit implied implies imply import important importantly imported importing imports impose imposed imposing
impossible improve improved improvement improvements improves improving inactive inappropriate include included
includes including inclusion inclusive incoming incompatible incomplete inconsistent incorporated incorporates
incorporating incorrect incorrectly increase increased increases increasing indeed indefinitely independent
independently index indexed indexing indicate indicated indicates indicating indication indices indirect indirectly
individual induced inducing inefficient infected infecting inferred infinite influenced influencing inform informal
informally information informative informed informing informs infrastructure inherently inherit inheritance inherited
inhibit initial initially initiate initiated initiating injected injecting injection injured injuring inline input
inputs insensitive inserted insisted insisting inspect inspected inspection inspired inspiring installation
installations installed installing instance instances instead instructed instruction instructions insulted insulting
intact integral integrated integrating integration integrity intelligence intend intended intending intensive intent
intention intentional intentionally interact interacting interaction interactions interactive intercept interest
interested interesting interface interfaces interfere interfered interfering intermediate intern internal internally
interned interning interpret interpretation interpretations interpreted interpreter interpreting interrogated
interrogating interrupt interrupted interrupting intersection interspersed interval intervals intervened intervening
interviewed interviewing intimate intimidated intimidating intrigued intriguing intrinsic introduce introduced
introduces introducing intuitive invaded invading invalid invented inventing inverse inverted invested investigated
investigating investigation investing invisible invited inviting invoke invoked involve involved involves involving
irrational irregular irritated irritating isolated issue issued issues issuing item items iteration itself jacked
jacking jammed jamming jeopardized jeopardizing jerked jerking job join joined joining jointly judged judging jumped
jumping junctions junk justification justify keeping kept keyed kicked kicking kicks kidnapped kidnapping kids killed
killing kinda kissed kissing knocked knocking knowledge known knows label labeled labeling labels lack lacked lacking
lacks landed language languages large largely largest lashed lashing lasted lasting later latest latitude laughed
laughing launch launched launching layout lazy lead leading leads leak leaked leaking leaned leaning leap learned
learning leased leasing least leave leaves leaving lectured lecturing led legal legitimate length lengths lenient lets
letter letters lexical liable liberated liberating libraries library license licensed licensing lie lied lies life
lifetime lifted lifting lightweight liked likelihood likely likewise liking limit limitation limitations limited
limiting limits linear lined lining linkage linked linking listed listened listening listing listings literal literally
live lived lives living load loaded loading loads loaned loaning local localization localized locally locals locate
located locating location locations lock locked locking locks lodged lodging logged logging logic logical logo lone
longed longer longest longing longitude looked looking loop loops loose loosely looted looting lose losing loss lost
loved loving lowered lowering lowest lured luring machinery machines macro magical magnitude mailbox mailed mailing
mainly maintain maintained maintaining maintains maintenance making malicious manage managed management manages
managing mandates mandatory manifest manipulate manipulated manipulating manipulation manufactured manufacturing many
mapped mapping maps marched marching marked marketed marketing marking mask masked masking mastered mastering match
matched matches matching math mathematical matter matters maximum maybe mean meaning meaningful meanings means meant
measure measured measurement measures measuring mechanism mechanisms media meet meets mega melted melting membership
memo memorized memorizing memory mention mentioned mentioning mentions mentored mentoring menu menus merely merge
merged merges merging message messages messed messing messy met metadata method methods midpoint midst migrated
migrating migration mild military mimic mind minded minding mined minimal minimize minimum mining minus miscellaneous
misleading missed misses missing mistake mistakenly mixed mixes mixing mocked mocking modal mode model modeled modeling
modelled modelling modern modes modification modifications modified modify modifying modular module modules moment
monetary monitored monitoring months mostly motion mounted mounting mouthed mouthing move moved moves moving mowed
mowing much mugged mugging multiple multiplication multiplied multiply murdered murdering mutated mutation mutual
mutually myself nailed nailing naive named naming narrowed native natural nature navigate nearest nearly neatly
necessarily need needed needing needs negative neglected neglecting negotiate negotiated negotiating negotiation
nesting netted netting newer newest newly nice nicely nightmare nodded nodding node nodes noise nominal non none normal
normalized normally nosed nosing notation note notebooks noted notes nothing notice noticeable noticed noticing
notification notified notify noting notion notions nowadays number numbered numbering numerical nursed nursing obey
object objected objecting objects obscure observed obsessed obsessing obsolete obtain obtained obtaining obvious
obviously occasional occasionally occupied occupies occur occurred occurrence occurrences occurs offed offended
offending offer offered offering offers official offing offset often okay older oldest omitted ones onward onwards oops
opened opening operate operated operates operating operation operations opportunities opposed opposing opposite opted
optimal optimization optimized option optional options orbed orbing orbit ordered ordering ordinary organised
organising organized organizing orientation oriented origin original originally originate originated originating
otherwise ought ourselves outcome outcomes outdated outed outing outline outlined output outputs outright outward
overall overflow overflowing overhead overlap overlapping overload overloaded overlooked overlooking overreacted
overreacting override overstepped overstepping overview overwhelmed overwhelming owned ownership owning paced pacing
package packaged packages packaging packed packet packets packing padded padding paged paging paid painted painting
pair paired pairing pairs panes panicked panicking paragraph parallel parcel parentheses parity parked part parted
partial partially participated participating particular particularly parties partly partnered partnering parts passed
passes passing passive patch patched patching patrolled patrolling pattern patterns pause paved paving pay payload
peaked peaking peeked peeking peeled peeling pending percent percentage perfect perfectly perform performed performing
performs perhaps period periodically periods perky permanent permanently permission permit permitted permitting
perpendicular persistent perspective pertaining perverse phase phoned phoning photo phrase phrases physical physically
pick picked picking pictured pictures picturing piece pieces piled piling pinched pinching pinned pinning pioneered
pioneering pipe pipes pitched pitching pixel pixels place placed placement places placing plainly plane planned
planting platform platforms plausible play played playing pleaded pleading please pleased pleasing plotted plotting
plural plus poached poaching point pointed pointing points poisoned poisoning poked poking policies policy polished
polishing poll polled polling polls polygon popped popping pops popular populated population portable ported portion
portions portrayed portraying posed posing position positioned positioning positions positive possessed possessing
possibilities possibility possible possibly posted posting postpone postponed postponing potential potentially poured
pouring powerful practical practice practiced practicing practised practising praised praising prayed praying preached
preaching preceded precedence precedes preceding precise precision predictable predicted predicting prefer preference
preferences preferred prefix prematurely prepare prepared preparing prepped prepping prescribed prescribing presence
present presentation presented presenting presents preserve preserved preserves presided presiding pressed presses
pressing pressured pressuring presumably presume presumed pretend pretended pretending pretty prevailed prevailing
prevent prevented preventing prevents previous previously priced pricing primarily primary primitive principle printed
printing priorities priority probability probable probably problem problematic problems procedure proceed proceeded
proceeding proceeds process processed processes processing proclaimed proclaiming produce produced produces producing
product production profile profiled program programmed programming programs progressed progressing progressively
prohibit prohibited prohibiting prohibits project projected projecting promised promising promote promoted promoting
prompt prompted prompting proof propagation properly properties property proportional proposal proposed proposing
prosecuted prosecuting protect protected protecting protection protested protesting proto protocol protocols prototype
prove proved provide provided provides providing proving provision provisional provoked provoking prune pseudo public
publicity published publishing puffed puffing puked puking pull pulled pulling pulls pump pumped pumping punch punched
punching punished punishing purchased purchasing pure purely purge purported purpose purposefully purposes pursued
pursuing push pushed pushes pushing put puts putting quadratic qualified qualify quantity queries query question
questionable questioned questioning queue quickly quietly quit quite quitting quota quotation quote quoted quotes
quotient quoting race races radio radius ragged ragging raided raiding rained raining raise raised raises raising ran
randomly range ranged ranges ranging ranked raped rapidly raping rare rarely rate rated rather rating ratio rational
rationale ratios rattled rattling reach reached reaches reaching reacted reacting reading realised realising reality
realize realized realizing really realm rearranged rearranging reason reasonable reasonably reasons reassured
reassuring rebuild recall recalled recalling receipt receive received receives receiving recent recently recheck
recipient recipients reckoned reckoning reclaim recognize recognized recognizes recognizing recommend recommendation
recommended recommending recommends reconnect reconsidered reconsidering reconstituted reconstruct record recorded
recording records recovered recovering recovery recreate recreated recreation recruited recruiting recycled recycling
redirect redistribution reduce reduced reduces reducing reduction reductions refer reference referenced references
referencing referred refined refining reflect reflected reflecting reflection reflects reformed reforming refreshed
refreshing refuse refused refusing regained regaining regard regarded regarding regards registered registering
registration regression regretted regretting regular regulated regulating rehearsed rehearsing reigned reigning reject
rejected rejecting related relating relations relationship relative relatively relax relaxed relaxing releasing
relevant reliable reliably relied relief relies relocated relocating rely relying remain remained remaining remains
remember remembered remembering reminded reminding remodeled remodeling remote removal remove removed removes removing
renamed renaming rented renting reopen reopened reopening repair repaired repairing repeat repeated repeatedly
repeating repeats repetition replace replaced replacement replacements replaces replacing replies reply report reported
reporting reports repository represent representation representations represented representing represents reproduce
request requested requesting requests require required requirement requirements requires requiring reschedule rescued
rescuing researched researching resembled resembles resembling resent resented resenting reserved reset resided
residing resigned resigning resisted resisting resolution resolve resolved resolving resort resource resources respect
respected respecting respective respectively respects respond responded responding response responses responsibility
responsible restarted rested resting restore restored restoring restrict restricted restricting restriction
restrictions restrictive restructured restructuring result resulted resulting results resume resumed resumes retain
retained retaining retains retired retiring retreated retreating retrieval retrieve retrieved return returned returning
returns reuse reused revealed revealing reveals reverse reversed reversing revert reviewed reviewing revised revision
rewarded rewarding rewind rewrite rewritten rigged rigging ripped ripping risk risked risking roasted roasting robbed
robust rocked rocking roll rolled rolling room rooted rooting rotate rotated rotating rotation roughly rounded rounding
route routed routine routines routing rubbed rubbing ruined ruining rule ruled ruling running sabotaged sabotaging
sacrificed sacrificing safely safety sake sampled sampling sane satisfied satisfy satisfying save saved saves saving
savings scalar scale scaled scaling scammed scamming scan scanned scared scaring scarred scarring scattered scattering
scenario scenarios schedule scheduled schedules scheduling scheme schemes schooled schooling scientific scope score
scored scoring scrambled scrambling scraped scraping scrapped scrapping scratched scratching screamed screaming screen
screened screening screwed screwing script scripts scroll scrolls scrubbed scrubbing sealed sealing search searched
searches searching seated seating secondary seconds section sections secure secured securing seduced seducing seed
seeded seeds seeing seek seeking seem seemed seeming seems segment segments segregated seized seizing selected
selecting selection selections selects semantic semantics send sending sends sense sensed sensible sensing sensitive
sent sentenced sentencing sentinels separate separated separately separates separating separation sequence sequences
sequential serial serialized series serious serve served serves serviced servicing session set sets setting settings
settled settling setup several severity sewed sewing shacked shacking shallow shape shaped shapes shaping share shared
sharing shear shelf shelled shift shifted shifting shined shining shipped shipping shocked shopped shopping shortcut
shortcuts shortened shortest shorthand shot shouted shouting shoved shoving show showcased showcasing showed showered
showering showing shown shows shredded shrinking shutdown shutting side sided sides siding sigh sighted sighting sign
signal signaling signals signature signatures signed significant significantly signifies signify signing signs silently
similar similarity similarly simplest simplicity simplified simplify simply simulate simulated simulation simultaneous
simultaneously single sit sits sitting situation situations size sized sizes skip skipped skipping skips slammed
slamming slapped slapping slash slashed slashing slept slice sliced slicing slightly slipped slipping slope slot slots
slowed slower slowing smacked smaller smallest smart smelled smelling smiled smiling smoked smoking smothered smuggled
smuggling snap snapped snapping snatched snatching sneaked sneaking sneezed sneezing snowed snowing soaked soaking sock
socket sockets sold solely solution solve solved solving someday somehow something sometimes somewhat somewhere soon
sophisticated sort sorted sorting sorts sound sounded sounding source sources space spaced spaces spacing span spanned
spanning spans spared sparing sparse spawned spawning speaking special specialised specialising specialized
specializing specially specific specifically specification specifications specified specifies specify specs speculated
speculating speed speeding speeds spell spelled spelling spent spiked spiking spilled spilling spin spit spite split
splits splitting spoiled spoiling spoke spoken sponsored sponsoring spotted spotting sprayed spraying spread squares
squeeze squeezed squeezing stabbed stabbing stable stacked stacking staged stages staging staircase staked staking
stale stalked stalking stalled stalling stand standalone standard standards stands stared staring starred starring
start started starting startled startling starts startup starved stat stated statement statements states stating
statistics stats status stay stayed staying steamed steaming steered steering stemmed stemming stepped stepping stick
sticking stimulated stimulating stirred stirring stitched stitching stomped stomping stop stopped stops stopwatch
storage store stored stores storing stormed storming straight straightened straightening straightforward strapped
strapping strategies strategy stream streams strengthen strengthened strengthening stressed stressing stretch stretched
stretching strict strictly string strip stripped stripping strips stroke strongest strongly structural structure
structured structures struggled struggling stuck study stuffed stuffing stumbled stumbling stunned stunning style
styled styles styling subject submitted submitting subscription subsequent subsequently subset subsets substitute
substituted substituting substitution subtle succeed succeeded succeeding succeeds successful successfully successive
successively sucked sucking suffer suffered suffering sufficient sufficiently suffix suffixes suffocated suffocating
suggest suggested suggesting suggestions suit suitable suite suites summaries summarized summary summoned summoning
supervised supervising supplemental supplied supplies supply supplying support supported supporting supports suppose
supposed supposing suppressed suppressing sure surpassed surpassing surprised surprising surprisingly surrogate
surrounded surrounding surveyed surveying survived surviving suspect suspected suspecting suspend suspended suspicious
sustained sustaining swallowed swallowing swapped swapping switch switched switches switching swore symbol symbolic
symbols symmetry synchronization synonym synopsis syntax system systems table tables tabs tagged tagging tail tailed
tailing taken takes taking talked talking tampered tampering tangent tape taped taping tapped tapping targeted
targeting targets task tasks tasted tasting taught teamed teaming teased teasing technically technique telling tells
template temporarily temporary temptation tempted tempting tend tended tending tends term terminal terminate terminated
terminates terminating termination terms terrible terrified terrorized terrorizing tested tests text texts textual
thank thanked thanking thanks theme themed themes themselves theoretically theory thereby therefore thereof thing
things think thinking thirsty though thought thoughts thread threads threatened threatening threshold thrilled
thrilling throw throwing thrown throws thunk thus tick ticked ticking ticks tied tightly till timed times timing tipped
tipping tired tiring title toasted toasting today together token tokens tolerate tool tools topic topics torched
torching tormented tormenting tortured torturing toss tossed tossing total totaled totaling totally touch touched
touching toured touring tournament towards toyed toying traced tracing track tracked tracking tracks trade traded
trading traditional traffic trailed trailing trained training transaction transfer transferred transform transformation
transformed transforming transforms transient transition transitions translate translated translating translation
translations transmission transmit transmitted transmitting transparent transport transported transporting transports
trap trapped trapping traps trashed trashing traveled traveling travelled travelling travels treat treated treating
treatment treats trembled trick tricked tricking tricks tried tries triggered triggering trim trimmed trimming triple
triples tripped tripping trivial troubled troubling truncated trusted trusting try trying tucked tucking turn turned
turning turns tweaked tweaking type typed types typical typically typing ugly ultimately unable unaffected unavailable
unchanged unclear unconditional unconditionally underestimated underestimating underlying undermined undermining
understand understands understood undo undone undressed undressing unequal unexpected unexpectedly unfinished
unfortunate unfortunately unified uniform uniformly unique uniquely united uniting universal universally unless unlike
unlikely unlimited unloaded unloading unlock unlocked unnamed unnatural unnecessarily unofficial unpack unpacked
unpacking unpredictable unrelated unsafe unsigned unspecified unsuccessful untouched unused unusual unveiled unveiling
unwanted unwind update updated updates updating upgrade upgraded upgrading upwards urged urging usable usage use used
useful useless uses using usual usually utilities utility utilized utilizing valid validate validated validation
validity value values vanish vanished vanishing vanquished vanquishing variability variable variables variance varies
variety various vary verified verify versa version versions versus vertical vertically vertices vice video view viewed
viewing views violate violated violates violating violation virtual visibility visible visit visited visiting visual
vital void volatile volume volunteered volunteering vomited vomiting voted voting vulgar vulnerable waged waging waited
waiting waking walked walking waltzed waltzing wandered wandering want wanted wanting wants warmed warming warn warned
warning warnings warranty washed washing waste wasted wasting watched watches watching watered watering waved waving
waxed waxing weak weakened weakening wedded wedding weekday weekdays weekly weighed weighing weight weights weird
welcomed welcoming welded welding wept whacked whacking wheel wheeled wheeling whence whenever whereas whether
whichever while whipped whipping whispered whispering whole widened widening widest width wigged wigging willed winded
winding window winged winging winning wiped wiping wire wired wiring wished wishes wishing withdrawn witnessed
witnessing woken won wondered wondering word words work worked working works world worry worse worshipped worshipping
worst worthwhile wounded wounding wrap wrapped wrapping wraps wreaked wreaking wrecked wrecking wrestled wrestling
writing written wrong yanked yanking years yelled yelling yet yield yielded yielding yields yourself zeroes zeros zones
    """.split()
)
