const toSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ""));

/**
 * Given names common in Britain, lower case, of several origins. Written by hand for this purpose, so not a census: a name
 * that is not here is found only behind a title or initials. Names that firms bear far more often than people (Grant,
 * Marks, Royal) are left out.
 */
export const GIVEN_NAMES = toSet(`
  aaron abdul abigail adam adrian agnieszka ahmed aisha alan albert alex alexander alexandra alfie ali alice alison amanda
  amelia amina amir amy andrea andrew andrzej andy angela angus anita anjali ann anna anne annie anthony antonia antony
  anya archie arthur asha ashley ashok audrey ava barbara barry beatrice ben benjamin bernadette bernard beth bethany
  beverley bharat bill bob bradley brenda brian bridget bronwen bruce callum cameron carl carol caroline carolyn
  catherine cathy charles charlie charlotte cheryl chloe chris christian christina christine christopher claire clare
  clive colin connor craig cynthia daisy damian daniel danielle daphne darren dave david dawn dean deborah debbie deepak
  denise dennis derek diana diane dipak dominic donald donna doreen doris dorothy douglas duncan dylan edith edward
  eileen elaine eleanor elizabeth ella ellen ellie emily emma eric erin ethan eva evelyn ewa faisal farah fatima felicity
  fiona florence frances francis frank fred frederick gareth gary gavin gemma geoff geoffrey george gerald geraldine gill
  gillian glen glenys gloria gordon grace graham greg gregory gurpreet guy gwen hannah hardeep harold harpreet harriet
  harry harvinder hasan hassan hayley hazel heather heidi helen henry hilary hugh hussain ian ibrahim imran irene iris
  isaac isabel isabella isla ivan jack jacek jackie jacob jacqueline jake james jamie  jane janet janice jasmine jason
  jasvinder jay jayne jean jeanette jeff jeffrey jennifer jenny jeremy jessica jill jim joan joanna joanne joe joel john
  johnny jon jonathan jordan jose joseph josephine josh joshua joyce judith judy julia julian julie  justin karen
  karl kate katarzyna katherine kathleen kathryn katie keith kelly ken kenneth kerry kevin khalid kieran kim kirsty krishna
  krzysztof kyle lakshmi laura lauren laurence lee leila leo leon leonard lesley leslie lewis liam lilian lily linda
  lindsay lisa liz lorraine louis louise lucy luke lydia lynn lynne maciej madeleine malcolm malgorzata mandy manjit
  marcin marcus margaret maria marian marie marilyn marion mark marlene martha martin mary matt matthew maureen 
  maxine megan mehmet melanie melissa mia michael michelle mick mike milan miriam mohamed mohammad mohammed moira molly
  monica muhammad muriel nadia nancy naomi natalie natasha nathan neil nicholas nick nicola nigel nikhil nina noah noel
  nora norma norman olga oliver olivia oscar owen pamela parminder  patricia patrick paul paula pauline pawel peggy
  penelope penny peter phil philip phillip phoebe phyllis pierre piotr poppy priya rachael rachel rahul raj rajesh
  ralph raymond rebecca reginald rhys richard rita robert roberta robin rodney roger roland ronald ronnie rosalind
  rosemary rosie ross roy ruby rupert russell ruth ryan sally sam samantha samina samuel sandeep sandra sanjay sara sarah
  satish scott sean sebastian shahid sharon sheila shirley shona sian simon siobhan sofia sonia sophia sophie stacey
  stan stanley stella stephanie stephen steve steven stewart stuart sue sunil suresh surinder susan suzanne sydney sylvia
  tamara tanya tara tariq terence teresa terry theo theresa thomas tim timothy tina toby todd tom tomasz tony tracey
  tracy trevor valerie vanessa vera vernon veronica victor vijay vincent violet vivian vivien wayne wendy wilfred william
  winifred yasmin yusuf yvette yvonne zahra zara zoe zofia aidan alexandru andrei aoife asad bethan bilal blessing caitlin carys chinedu ciara courtney dafydd
  demi emeka ewan farzana finley freddie freya georgia georgina hamza harvey holly hugo ieuan imogen ioana iqra jade jamil
  javed jayden jodie kai karim kayleigh keira khadija kian kirsten kofi kwame lara layla leanne leyla lorna lynsey mahmood
  maisie mariam maryam mihai mollie mustafa nadeem nasreen nathaniel naveed ngozi niamh nicole omar paige pippa rashid
  reece rhiannon riley robyn rory rosa rukhsana saima sajid sana shabana shahida shannon shazia shelley sinead sobia stefan
  tahir tahira tania tendai tess tia tilly trudy tyler ursula usman uzma verity wanda waqar zac zachary zahid zainab
`);

/** Words that end the name of a firm or institution called after a person ("John Lewis Partnership"). Lower case. */
export const FIRM_ENDINGS = toSet(`
  ltd limited plc llp lp cic cio inc co company group partnership partners trust foundation association associates
  solicitors solicitor accountants architects builders motors coaches travel transport haulage homes nursery nurseries
  school academy college university church hospital hospice centre center club institute society charity estate estates
  properties recruitment personnel consultancy consulting sons bros brothers
`);

/** Words that make a name that of an organisation. Lower case, compared whole. */
export const ORGANISATION_WORDS = toSet(`
  ltd limited plc llp lp lllp cic cio inc incorporated corp corporation gmbh bv sa co company companies group holdings uk
  international europe global national british royal english county city borough district parish town village council
  authority department dept ministry office agency board commission committee trust trustees foundation fund charity
  association assoc assn federation union society institute institution club league guild network alliance partnership
  partners partner associates consortium cooperative co-operative services service solutions systems consultancy
  consulting consultants consultant contractors contractor construction builders building buildings developments homes
  home house housing hotel hostel lodge inn farm farms garage motors motor cars car taxis taxi cabs travel coaches
  coach buses bus transport logistics haulage hire removals recycling waste skip energy electric electrical electricals
  electronics gas water power heating plumbing roofing flooring windows glass joinery carpentry carpets furniture
  engineering engineers mechanical fabrications steel timber plant tools supplies supply suppliers supplier wholesale
  distribution distributors trading traders stores store shop shops market markets retail foods food catering caterers
  bakery bakers butchers dairy fruit florist flowers cafe restaurant kitchen kitchens print printing printers press
  publishing publications books media design designs graphics photography studio studios films productions theatre music
  arts art dance museum gallery library sports sport leisure fitness football cricket rugby tennis golf gym swimming
  school schools academy academies college university nursery nurseries playgroup preschool pre-school kindergarten
  childcare childminding childminder children childrens education educational learning training tutors tuition teaching
  care carers caring nursing nurse residential health healthcare medical clinic hospital hospice surgery dental dentist
  pharmacy chemist optical physiotherapy therapy therapies psychology counselling support recruitment staffing personnel
  employment resourcing security cleaning cleaners hygiene laundry landscapes landscaping gardens garden gardening trees
  tree nurseries environmental ecology ecological surveyors surveying surveys architects architecture planning properties
  property estates estate lettings letting letters insurance assurance bank banking finance financial pensions pension
  accountants accountancy accounting auditors solicitors solicitor legal law lawyers barristers chambers advocacy notary
  technologies technology tech software computers computer computing data digital communications telecom telecoms
  telecommunications telephone mobile networks internet web online police fire ambulance nhs hmrc church churches
  cathedral mosque temple synagogue chapel diocese ministries mission army salvation scouts guides youth community
  communities centre center project projects enterprise enterprises ventures industries industrial manufacturing products
  equipment safety signs sons bros brothers sisters daughters redacted confidential confidentiality data personal various sundry unknown customer customers suppliers
  catalogue warehouse depot exchange post mail couriers courier express direct plus first premier quality elite rural
  urban north south east west northern southern eastern western midlands street road lane avenue drive close court place
  square terrace park hill green bridge station airport port canal river lake wood forest licensing licence promotions
  organisation artists management maintenance maint fostering disability hall auto electricians machinery sweepers
  platforms independent individual contracting brokers bacs qc kc sales outreach events concerts yoga
`);

/** Words that stand behind a given name without being a surname, in names of places and firms. Lower case. */
export const NOT_SURNAMES = toSet(`
  and of the for to from in on at by with crescent way walk gate mews row rise grove view gardens estate ward hall tower
  towers villa cottage primary secondary infant junior infants juniors january february march april june july august
  september october november december monday tuesday wednesday thursday friday saturday sunday rent invoice inv refund
  payment payments account receipt grant grants refunds fee fees charge charges contribution contributions deposit deposits
  expenses mileage salary wages pay allowance allowances fund day days week weeks month year term
`);
