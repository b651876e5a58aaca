"""What the invented agreements of a benchmark register are composed of; nothing here is a fact."""


def _words(text: str) -> list[str]:
    return text.split()


# A state with many agreements stands early: the choice is weighted by 1 / (place + 3).
STATES = _words("""
KZ PK CN TR RU US DE FR GB JP KR IN IR UZ KG TJ TM AZ GE AM BY UA PL CZ SK HU RO BG RS HR SI AT CH IT ES PT NL BE LU DK
SE NO FI IS EE LV LT IE GR CY MT AL MK BA ME MD SA AE QA KW BH OM YE JO LB SY IQ EG LY TN DZ MA SD ET KE TZ UG RW BI SO
DJ ER NG GH SN ML NE TD CM GA CG CD AO ZM ZW MZ MW BW NA ZA LS SZ MG MU SC KM GM GW GN SL LR CI BF TG BJ CF GQ ST CV MR
AF BD LK NP BT MV MM TH LA KH VN MY SG BN ID PH TL MN KP AU NZ PG FJ SB VU WS TO TV KI NR MH FM PW CA MX GT BZ SV HN NI
CR PA CU JM HT DO BS BB TT GY SR BR AR CL PE EC CO VE BO PY UY AG DM GD KN LC VC IL PS SS SM MC LI AD VA
""")

AGENCIES = (
    "Ministry of Foreign Affairs",
    "Ministry of Transport",
    "Ministry of Trade and Integration",
    "Ministry of Energy",
    "Ministry of Agriculture",
    "Ministry of Health",
    "Ministry of Justice",
    "State Railway Company",
    "National Space Agency",
    "Chamber of Commerce and Industry",
    "Central Bank",
    "National University",
    "Civil Aviation Authority",
    "Customs Committee",
)
# Leaf, weight in thousandths, its words in English, Russian and Urdu. Rail stays near 2 %, the benchmark's leaf.
LEAVES: tuple[tuple[str, int, str, str, str], ...] = (
    ("oil-gas", 26, "oil and gas", "нефти и газа", "تیل و گیس"),
    ("power", 15, "electric power", "электроэнергетики", "بجلی"),
    ("renewable", 18, "renewable energy", "возобновляемой энергетики", "قابل تجدید توانائی"),
    ("nuclear", 10, "peaceful use of nuclear energy", "мирного атома", "جوہری توانائی"),
    ("mining", 14, "mining", "горного дела", "کان کنی"),
    ("geology", 9, "geology", "геологии", "ارضیات"),
    ("water", 13, "water resources", "водных ресурсов", "آبی وسائل"),
    ("rail", 17, "railway transport", "железнодорожного транспорта", "ریلوے"),
    ("road", 24, "international road transport", "автомобильных перевозок", "سڑک"),
    ("maritime", 12, "maritime transport", "морского транспорта", "بحری امور"),
    ("aviation", 28, "air services", "воздушного сообщения", "ہوا بازی"),
    ("transit", 11, "transit of goods", "транзита грузов", "راہداری تجارت"),
    ("logistics", 9, "logistics", "логистики", "رسد"),
    ("customs", 23, "customs matters", "таможенного дела", "کسٹم"),
    ("investment", 40, "promotion of investments", "защиты инвестиций", "سرمایہ کاری"),
    ("e-commerce", 8, "electronic commerce", "электронной торговли", "ای کامرس"),
    ("standards", 12, "standards and metrology", "стандартизации", "معیارات"),
    ("textiles", 7, "textiles", "текстильной промышленности", "ٹیکسٹائل"),
    ("construction", 9, "construction", "строительства", "تعمیرات"),
    ("machinery", 6, "machinery", "машиностроения", "مشینری"),
    ("pharmaceuticals", 8, "pharmaceuticals", "фармацевтики", "ادویات"),
    ("small-business", 10, "small business", "малого бизнеса", "چھوٹے کاروبار"),
    ("banking", 13, "banking supervision", "банковского надзора", "بینکاری"),
    ("virtual-assets", 3, "virtual assets", "виртуальных активов", "ورچوئل اثاثے"),
    ("taxation", 30, "avoidance of double taxation", "двойного налогообложения", "دوہرا ٹیکس"),
    ("ai", 9, "artificial intelligence", "искусственного интеллекта", "مصنوعی ذہانت"),
    ("telecoms", 11, "telecommunications", "связи", "ٹیلی مواصلات"),
    ("cyber", 8, "information security", "информационной безопасности", "سائبر سلامتی"),
    ("research", 34, "scientific research", "научных исследований", "تحقیق"),
    ("space", 9, "outer space", "космоса", "خلا"),
    ("veterinary", 12, "veterinary services", "ветеринарии", "ویٹرنری خدمات"),
    ("plant-protection", 11, "plant protection", "карантина растений", "تحفظ نباتات"),
    ("food", 10, "food security", "продовольственной безопасности", "غذائی تحفظ"),
    ("fisheries", 6, "fisheries", "рыболовства", "ماہی گیری"),
    ("climate", 14, "climate change", "изменения климата", "موسمیاتی تبدیلی"),
    ("disaster", 12, "disaster relief", "чрезвычайных ситуаций", "آفات"),
    ("education", 52, "education", "образования", "تعلیم"),
    ("health", 32, "health", "здравоохранения", "صحت"),
    ("labour", 14, "labour migration", "трудовой миграции", "محنت"),
    ("youth", 10, "youth policy", "молодёжной политики", "نوجوان"),
    ("sport", 14, "sport", "спорта", "کھیل"),
    ("culture", 36, "culture", "культуры", "ثقافت"),
    ("media", 17, "exchange of news", "обмена новостями", "ذرائع ابلاغ"),
    ("tourism", 22, "tourism", "туризма", "سیاحت"),
    ("extradition", 13, "extradition", "выдачи", "حوالگی"),
    ("prisoner-transfer", 9, "transfer of sentenced persons", "передачи осуждённых", "قیدیوں کا تبادلہ"),
    ("crime", 19, "prevention of crime", "борьбы с преступностью", "انسداد جرائم"),
    ("legal-aid", 14, "mutual legal assistance", "правовой помощи", "قانونی معاونت"),
    ("defence", 29, "defence", "обороны", "دفاع"),
    ("peacekeeping", 6, "peacekeeping", "миротворчества", "امن کاری"),
    ("counter-terrorism", 10, "combating terrorism", "борьбы с терроризмом", "انسداد دہشت گردی"),
    ("narcotics", 10, "illicit drugs", "борьбы с наркотиками", "منشیات"),
    ("border", 11, "border matters", "пограничных вопросов", "سرحد"),
    ("political", 40, "political consultations", "политических консультаций", "سیاسی مشاورت"),
    ("consular", 26, "waiver of visas", "отмены виз", "ویزا"),
    ("regional", 16, "interregional relations", "межрегиональных связей", "علاقائی تعاون"),
    ("twinning", 12, "sister cities", "побратимства городов", "جڑواں شہر"),
    ("training", 18, "training of officials", "подготовки кадров", "تربیت"),
    ("tourism", 6, "hotels and resorts", "гостиничного дела", "ہوٹل"),
    ("small-business", 5, "start-up companies", "стартапов", "نئی کمپنیاں"),
)
TYPES = (
    ("mou", 46, "Memorandum of understanding on cooperation in"),
    ("agreement", 30, "Agreement on cooperation in the field of"),
    ("treaty", 4, "Treaty concerning"),
    ("convention", 4, "Convention on"),
    ("protocol", 6, "Protocol on"),
    ("programme", 4, "Programme of cooperation for"),
    ("action-plan", 2, "Action plan for"),
    ("declaration", 2, "Joint declaration on"),
    ("letter-of-intent", 2, "Letter of intent on"),
)
GIVEN = _words(
    "Aigul Bolat Dana Erlan Farida Gulnara Hamid Imran Jana Kairat Leila Murat Nadia Omar Pavel Rashid Saule"
)
FAMILY = _words(
    "Abenov Baig Chaudhry Dosanov Esenov Farooq Ganiev Hussain Ibraev Jaksybek Karimov Lee Malik Novak Ospan"
)
OFFICES = ("Minister", "Deputy Minister", "Ambassador", "Director General", "Chairman of the Board", "Rector")
PLACES = ("Astana", "Islamabad", "Almaty", "Ankara", "Beijing", "Geneva", "New York", "Tashkent", "Brussels", "Karachi")
PUBLISHERS = ("Ministry's gazette", "State news agency", "Register of treaties", "Embassy's page", "Daily Courier")
TAGS = _words("priority review visit-2024 commission translated scanned pending-original confidential regional pilot")
REMARKS = (
    "Copy in the registry of the legal department.",
    "The annex was signed apart and is filed with it.",
    "Text in the second language still to be compared.",
    "The other side asked for a review of the article on costs.",
    "No exchange of notes was found in the file.",
    "Implementing body to be named by the ministry.",
    "Discussed again at the commission's session.",
    "Mentioned in the ambassador's report of the year.",
)
