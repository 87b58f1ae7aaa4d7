"""List the Chinese characters that family names are written with, in both ways of writing.

Nearly every character is pronounced like some part of some name, so in Chinese text a name is only believed if it
begins like one. The hundred commonest names cover about seven people of eight; the pairs of characters are
names of two.
"""

SURNAMES = frozenset(
    "王李张劉刘陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹袁邓鄧许許"
    "傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛"
    "邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季"
    "俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊沿梅莫庄莊辛管祝左涂谷祁时舒耿牟卜路詹关關苗凌费費纪紀靳"
    "盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵欧阳上官司马诸葛"
)
